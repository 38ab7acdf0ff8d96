package org.lanyard.pki.path.revocation;

/** How much has to be known. */
public enum RevocationMode {
    /** Nobody is asked. */
    OFF,
    /** Whoever is said to be revoked is refused; of whom nothing can be relied on is not, and the answer says so. */
    WHERE_KNOWN,
    /** Each certificate of the path has to be known not to be revoked. */
    REQUIRED
}
