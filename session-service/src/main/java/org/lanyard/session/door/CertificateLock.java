package org.lanyard.session.door;

import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateStatus;

/** Reads a certificate's status so that it cannot change before the transaction commits: the authority's registry. */
@FunctionalInterface
public interface CertificateLock {
    CertificateStatus lock(Handle tx, CertificateId id);
}
