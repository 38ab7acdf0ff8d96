package org.lanyard.webauthn.credential;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.UserHandle;

/**
 * A credential record (W3C WebAuthn Level 3 §4).
 *
 * @param publicKey COSE_Key (RFC 9052 §7) in the bytes that the authenticator sent
 * @param signCount unsigned 32 bits; 0 where the authenticator keeps none
 * @param backupEligible flag BE, fixed at registration
 * @param backedUp flag BS, as last told
 * @param transports hints of the browser's
 * @param aaguid 32 hexadecimal characters; unattested, it is a claim
 * @param attestationFormat {@code none}, {@code packed} …
 * @param discoverable what the client said of it ({@code credProps}), where it said anything
 * @param usedAt the last use that changed counter or backup state; the registration, until there is one
 */
public record StoredCredential(
        CredentialId id,
        UserHandle handle,
        byte[] publicKey,
        KeyAlgorithm algorithm,
        long signCount,
        boolean backupEligible,
        boolean backedUp,
        SortedSet<String> transports,
        String aaguid,
        String attestationFormat,
        Optional<Boolean> discoverable,
        Instant createdAt,
        Instant usedAt) {
    public StoredCredential {
        Objects.requireNonNull(id);
        Objects.requireNonNull(handle);
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(discoverable);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(usedAt);
        publicKey = publicKey.clone();
        transports = new TreeSet<>(transports);
        if (signCount < 0 || signCount > 0xFFFFFFFFL) {
            throw new IllegalArgumentException("a signature counter has 32 bits");
        }
        if (backedUp && !backupEligible) {
            throw new IllegalArgumentException("backed up, but not eligible for backup");
        }
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public SortedSet<String> transports() {
        return new TreeSet<>(transports);
    }
}
