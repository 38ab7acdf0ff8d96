package org.lanyard.session.credential;

import java.util.Objects;
import java.util.UUID;
import org.lanyard.pki.assertion.AttestationFacts;

/**
 * A confirmed credential.
 *
 * @param id base64url without padding
 * @param handle the WebAuthn user handle it was confirmed for
 * @param publicKey the COSE key's bytes
 * @param facts what was known of its make when it was confirmed
 */
public record PinnedCredential(
        String id,
        UUID person,
        String handle,
        byte[] publicKey,
        boolean backupEligible,
        CredentialStatus status,
        AttestationFacts facts,
        KeyUse use) {
    public PinnedCredential {
        Objects.requireNonNull(id);
        Objects.requireNonNull(person);
        Objects.requireNonNull(handle);
        Objects.requireNonNull(status);
        Objects.requireNonNull(facts);
        Objects.requireNonNull(use);
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
