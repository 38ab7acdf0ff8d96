package org.lanyard.pki.revocation;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What ends with a certificate elsewhere in the same store, such as the sessions that it opened. */
public interface RevocationFollower {
    /** Where the store keeps nothing but certificates. */
    RevocationFollower NOBODY = (tx, certificate, at, actor) -> {};

    /**
     * Called inside the transaction that revokes a certificate or puts it on hold, after the change.
     *
     * @param certificate as it was before
     * @param actor who revokes
     */
    void revoked(Handle tx, CertificateRow certificate, Instant at, String actor);

    /** As {@link #revoked} for each of a batch of some hundreds; a follower that can do better at once does. */
    default void revokedAll(Handle tx, List<CertificateRow> certificates, Instant at, String actor) {
        certificates.forEach(certificate -> revoked(tx, certificate, at, actor));
    }
}
