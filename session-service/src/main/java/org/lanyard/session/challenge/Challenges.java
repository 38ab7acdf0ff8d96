package org.lanyard.session.challenge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and recognises challenges. 90 bytes, base64url without padding (120 characters):
 *
 * <pre>
 * version 1 ‖ purpose 1 ‖ expiry, epoch seconds 8 ‖ nonce 16 ‖ binding 16 ‖ subject 16 ‖ HMAC-SHA-256 of all that 32
 * </pre>
 *
 * Binding and subject are the first 16 bytes of SHA-256 of the UTF-8 text.
 */
public final class Challenges {
    /** How long one lasts. */
    public static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final byte VERSION = 1;
    private static final int MAC = 32;
    private static final int SIGNED = 1 + 1 + 8 + 3 * Challenge.HASH;
    private static final int TEXT = (SIGNED + MAC) * 4 / 3;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final SecureRandom random;

    /** @param key 32 bytes that the nodes share */
    public Challenges(byte[] key, InstantSource clock, SecureRandom random) {
        if (key.length != MAC) {
            throw new IllegalArgumentException("a key of 32 bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
        this.random = random;
    }

    /**
     * A fresh challenge of {@link #LIFETIME}.
     *
     * @param boundTo who may use it: a kiosk's {@code client_id}, or a pre-session's cookie value
     * @param about whom it is about: a handle, or empty
     */
    public String issue(Purpose purpose, String boundTo, String about) {
        byte[] nonce = new byte[Challenge.HASH];
        random.nextBytes(nonce);
        ByteBuffer bytes = ByteBuffer.allocate(SIGNED + MAC)
                .put(VERSION)
                .put(purpose.code())
                .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
                .put(nonce)
                .put(hash(boundTo))
                .put(hash(about));
        bytes.put(mac(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The challenge that {@code text} is, if this house issued it; whether it is in time is not looked at. */
    public Optional<Challenge> recognise(String text) {
        byte[] bytes = decode(text);
        if (bytes.length != SIGNED + MAC
                || bytes[0] != VERSION
                || !MessageDigest.isEqual(mac(bytes), Arrays.copyOfRange(bytes, SIGNED, bytes.length))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes, 1, SIGNED - 1);
        byte purpose = fields.get();
        Instant expiresAt = Instant.ofEpochSecond(fields.getLong());
        return Optional.of(new Challenge(purpose, expiresAt, take(fields), take(fields), take(fields)));
    }

    /** The first 16 bytes of SHA-256 of {@code text}, as challenges hold what they are bound to. */
    public static byte[] hash(String text) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(full, Challenge.HASH);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private byte[] mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, 0, SIGNED);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static byte[] take(ByteBuffer fields) {
        byte[] taken = new byte[Challenge.HASH];
        fields.get(taken);
        return taken;
    }

    /** 120 characters are 90 bytes to the bit: there is no padding, and no second way to write them. */
    private static byte[] decode(String text) {
        if (text.length() != TEXT) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64Url) {
            return new byte[0];
        }
    }
}
