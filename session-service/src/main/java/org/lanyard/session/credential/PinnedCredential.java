package org.lanyard.session.credential;

import java.util.Objects;
import java.util.UUID;

/**
 * A confirmed credential.
 *
 * @param id base64url without padding
 * @param handle the WebAuthn user handle it was confirmed for
 * @param publicKey the COSE key's bytes
 */
public record PinnedCredential(
        String id, UUID person, String handle, byte[] publicKey, boolean backupEligible, CredentialStatus status) {
    public PinnedCredential {
        Objects.requireNonNull(id);
        Objects.requireNonNull(person);
        Objects.requireNonNull(handle);
        Objects.requireNonNull(status);
        publicKey = publicKey.clone();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public String toString() {
        return "PinnedCredential[" + status + "]";
    }
}
