package org.lanyard.card.softcard;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;

/** Makes software cards with fresh keys and no certificates yet. */
public final class SoftCardFactory {
    /** How often a wrong PIN may be tried in a row. */
    public static final int PIN_TRIES = 3;

    private final SecureRandom random;
    private final LocalDate expires;

    /** @param expires the last day in each card's CHUID */
    public SoftCardFactory(SecureRandom random, LocalDate expires) {
        this.random = random;
        this.expires = expires;
    }

    /**
     * A card with two keys, 9E and 9A, of the same algorithm, that speaks T=1.
     *
     * @param pin six to eight digits, the caller's to wipe
     * @throws CardException {@code PIN_INVALID}
     */
    public SoftCard make(UUID id, char[] pin, AlgorithmId algorithm) throws CardException {
        Map<KeyReference, SoftKey> keys = new EnumMap<>(KeyReference.class);
        for (KeyReference reference : KeyReference.values()) {
            keys.put(reference, newKey(algorithm));
        }
        SoftCardImage image = new SoftCardImage(id, expires, SoftProtocol.T1, keys, newPin(pin));
        return new SoftCard(image, changed -> {});
    }

    private SoftPin newPin(char[] digits) throws CardException {
        try (Pin pin = Pin.of(digits)) {
            byte[] field = pin.field();
            SoftPin kept = SoftPin.of(field, PIN_TRIES, random);
            Arrays.fill(field, (byte) 0);
            return kept;
        }
    }

    private SoftKey newKey(AlgorithmId algorithm) {
        try {
            KeyPairGenerator generator;
            if (algorithm.isEllipticCurve()) {
                generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(
                        new ECGenParameterSpec(algorithm == AlgorithmId.P_256 ? "secp256r1" : "secp384r1"), random);
            } else {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048, random);
            }
            KeyPair pair = generator.generateKeyPair();
            return new SoftKey(algorithm, pair.getPrivate(), pair.getPublic(), Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes " + algorithm + " keys", e);
        }
    }
}
