package org.lanyard.card.softcard;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.piv.Pin;

/** Makes software cards: blank ones as a maker delivers them, or with keys that have no certificates yet. */
public final class SoftCardFactory {
    /** How often a wrong PIN, or a wrong PUK, may be tried in a row. */
    public static final int PIN_TRIES = 3;

    /** The PIN of a blank card, as most makers have it. */
    public static final String BLANK_PIN = "123456";

    /** The PUK of every card made here, as most makers have it. */
    public static final String BLANK_PUK = "12345678";

    private final SecureRandom random;
    private final LocalDate expires;

    /** @param expires the last day in each card's CHUID */
    public SoftCardFactory(SecureRandom random, LocalDate expires) {
        this.random = random;
        this.expires = expires;
    }

    /**
     * A card as it comes out of its box: no keys, no objects but the Discovery Object, and the PIN, the PUK and the
     * management key that everybody knows ({@link org.lanyard.card.piv.ManagementKey#ofNewCards}).
     */
    public SoftCard blank() {
        return blank(ManagementAlgorithm.TRIPLE_DES);
    }

    /** As {@link #blank()}; newer cards have a management key for AES-192. */
    public SoftCard blank(ManagementAlgorithm algorithm) {
        return card(pin(BLANK_PIN, 8), algorithm, Map.of(), Map.of(SoftObjects.DISCOVERY, SoftObjects.discovery()));
    }

    /**
     * A card with two keys, 9E and 9A, of the same algorithm, that speaks T=1 with
     * extended lengths; PUK and management key as on a blank one.
     *
     * @param pin six to eight digits, the caller's to wipe
     * @throws CardException {@code PIN_INVALID}
     */
    public SoftCard make(UUID id, char[] pin, AlgorithmId algorithm) throws CardException {
        Map<KeyReference, SoftKey> keys = new EnumMap<>(KeyReference.class);
        keys.put(KeyReference.PIV_AUTHENTICATION, SoftKey.generate(algorithm, random));
        keys.put(KeyReference.CARD_AUTHENTICATION, SoftKey.generate(algorithm, random));
        Map<Integer, byte[]> objects = Map.of(
                SoftObjects.CHUID, SoftObjects.chuid(id, expires),
                SoftObjects.CCC, SoftObjects.ccc(id),
                SoftObjects.DISCOVERY, SoftObjects.discovery());
        return card(newPin(pin), ManagementAlgorithm.TRIPLE_DES, keys, objects);
    }

    private SoftCard card(
            SoftPin pin, ManagementAlgorithm algorithm, Map<KeyReference, SoftKey> keys, Map<Integer, byte[]> objects) {
        SoftManagementKey managementKey = SoftManagementKey.ofNewCards(algorithm);
        SoftPin puk = pin(BLANK_PUK, BLANK_PUK.length());
        return new SoftCard(
                new SoftCardImage(SoftProtocol.T1, true, pin, puk, managementKey, keys, objects),
                changed -> {},
                random);
    }

    private SoftPin newPin(char[] digits) throws CardException {
        try (Pin pin = Pin.of(digits)) {
            byte[] field = pin.field();
            SoftPin kept = SoftPin.of(field, PIN_TRIES, random);
            Arrays.fill(field, (byte) 0);
            return kept;
        }
    }

    private SoftPin pin(String digits, int width) {
        byte[] field = Arrays.copyOf(digits.getBytes(StandardCharsets.US_ASCII), width);
        Arrays.fill(field, digits.length(), width, (byte) 0xFF);
        return SoftPin.of(field, PIN_TRIES, random);
    }
}
