package org.lanyard.webauthn.credential;

import java.util.Arrays;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * A credential's id, chosen by its authenticator.
 *
 * @param bytes at least one and at most 1023 (W3C WebAuthn Level 3 §7.1 step 25)
 */
public record CredentialId(byte[] bytes) {
    public static final int MAX_LENGTH = 1023;

    public CredentialId {
        if (bytes.length == 0 || bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("a credential id has 1 to 1023 bytes");
        }
        bytes = bytes.clone();
    }

    /** {@code bytes} as an id, refused where it is too long to be one. */
    public static CredentialId of(byte[] bytes) throws WebAuthnException {
        WebAuthnException.require(bytes.length <= MAX_LENGTH, Reason.CREDENTIAL_ID_TOO_LONG);
        WebAuthnException.require(bytes.length > 0, Reason.AUTHENTICATOR_DATA_MALFORMED);
        return new CredentialId(bytes);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64url. */
    @Override
    public String toString() {
        return Base64Url.encode(bytes);
    }
}
