package org.lanyard.webauthn;

import java.util.Arrays;
import org.lanyard.pki.assertion.Base64Url;

/**
 * The opaque 32 bytes that stand for a user on authenticators (W3C WebAuthn Level 3 §5.4.3, {@code user.id}). Who it is
 * only the session service knows.
 *
 * @param bytes exactly 32
 */
public record UserHandle(byte[] bytes) {
    public static final int LENGTH = 32;

    public UserHandle {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a user handle has 32 bytes");
        }
        bytes = bytes.clone();
    }

    /** Reads the 43 characters of base64url. */
    public static UserHandle parse(String text) throws WebAuthnException {
        return new UserHandle(Base64Url.decode(text)
                .filter(bytes -> bytes.length == LENGTH)
                .orElseThrow(() -> new WebAuthnException(Reason.HANDLE_MALFORMED)));
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserHandle that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64url, 43 characters. */
    @Override
    public String toString() {
        return Base64Url.encode(bytes);
    }
}
