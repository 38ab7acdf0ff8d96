package org.lanyard.webauthn.ceremony;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;

/**
 * Seals a {@link CeremonyState} so that it can travel with the page and no node has to keep it:
 * {@code base64url(version(1) ‖ purpose(1) ‖ expiry in epoch seconds(8) ‖ handle(32, registration alone) ‖ challenge(16…256) ‖
 * HMAC-SHA-256(32))}. Not secret, not forgeable; that a challenge is used once is the door's to see to.
 */
public final class CeremonySealer {
    private static final String HMAC = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + 1 + 8;
    private static final int TAG = 32;
    private static final int MAX_LENGTH = HEAD + UserHandle.LENGTH + CeremonyState.MAX_CHALLENGE + TAG;
    private static final int MAX_TEXT = (MAX_LENGTH * 4 + 2) / 3;

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** @param key 32 bytes that the nodes of this relying party share; copied, so that the caller can zero them */
    public CeremonySealer(byte[] key, InstantSource clock) {
        if (key.length != 32) {
            throw new IllegalArgumentException("a key of 32 bytes");
        }
        this.key = new SecretKeySpec(key, HMAC);
        this.clock = clock;
    }

    public String seal(CeremonyState state) {
        byte[] challenge = state.challenge();
        ByteBuffer sealed = ByteBuffer.allocate(MAX_LENGTH);
        sealed.put(VERSION).put((byte) state.purpose().number());
        sealed.putLong(state.expiresAt().getEpochSecond());
        state.handle().ifPresent(handle -> sealed.put(handle.bytes()));
        sealed.put(challenge);
        byte[] content = new byte[sealed.position()];
        sealed.flip().get(content);
        return Base64Url.encode(ByteBuffer.allocate(content.length + TAG)
                .put(content)
                .put(tag(content, content.length))
                .array());
    }

    /** The state again, if it is ours, of this purpose and still in its time. */
    public CeremonyState open(String sealed, Purpose purpose) throws WebAuthnException {
        byte[] bytes = sealed.length() > MAX_TEXT
                ? new byte[0]
                : Base64Url.decode(sealed).orElse(new byte[0]);
        WebAuthnException.require(bytes.length >= HEAD + CeremonyState.MIN_CHALLENGE + TAG, Reason.CEREMONY_FORGED);
        int length = bytes.length - TAG;
        byte[] told = Arrays.copyOfRange(bytes, length, bytes.length);
        WebAuthnException.require(MessageDigest.isEqual(tag(bytes, length), told), Reason.CEREMONY_FORGED);

        ByteBuffer content = ByteBuffer.wrap(bytes, 0, length);
        WebAuthnException.require(content.get() == VERSION, Reason.CEREMONY_FORGED);
        WebAuthnException.require(content.get() == purpose.number(), Reason.CEREMONY_OF_ANOTHER_PURPOSE);
        Instant expiresAt = Instant.ofEpochSecond(content.getLong());
        WebAuthnException.require(clock.instant().isBefore(expiresAt), Reason.CEREMONY_EXPIRED);
        Optional<UserHandle> handle = Optional.empty();
        if (purpose == Purpose.REGISTRATION) {
            byte[] whose = new byte[UserHandle.LENGTH];
            content.get(whose);
            handle = Optional.of(new UserHandle(whose));
        }
        byte[] challenge = new byte[content.remaining()];
        content.get(challenge);
        return new CeremonyState(purpose, challenge, handle, expiresAt);
    }

    private byte[] tag(byte[] content, int length) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(content, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }
}
