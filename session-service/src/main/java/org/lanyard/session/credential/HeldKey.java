package org.lanyard.session.credential;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A key of somebody, as its owner and the office may see it.
 *
 * @param id of the credential, base64url
 * @param name as its owner calls it; else its model's; empty where neither is known
 * @param synced whether it may be on several devices
 * @param backedUp whether it said so when it was used last
 * @param suspendedBy while it is suspended
 * @param lastUsedAt to the hour
 * @param lastUsedOn such as "Chrome on Android"; never an address
 * @param aaguid of its model; all zeros where it told none
 * @param certified whether its model was certified (FIDO MDS) and attested when it was added
 * @param transports such as {@code internal}, {@code usb}, {@code hybrid}
 */
public record HeldKey(
        String id,
        UUID person,
        String name,
        boolean synced,
        boolean backedUp,
        CredentialStatus status,
        Optional<SuspendedBy> suspendedBy,
        Instant addedAt,
        Optional<Instant> lastUsedAt,
        Optional<String> lastUsedOn,
        Optional<String> aaguid,
        Optional<String> model,
        boolean trusted,
        boolean certified,
        Set<String> transports) {
    public HeldKey {
        Objects.requireNonNull(id);
        Objects.requireNonNull(person);
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
        Objects.requireNonNull(suspendedBy);
        Objects.requireNonNull(addedAt);
        transports = Set.copyOf(transports);
    }

    public boolean active() {
        return status == CredentialStatus.ACTIVE;
    }

    @Override
    public String toString() {
        return "HeldKey[" + status + "]";
    }
}
