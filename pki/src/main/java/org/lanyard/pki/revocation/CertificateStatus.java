package org.lanyard.pki.revocation;

/** What became of a certificate. Only {@link #GOOD} opens anything. */
public enum CertificateStatus {
    /** Its record is written, its signature is not known to exist. */
    PENDING,
    /** Signed, and neither held nor revoked. Expiry is another question. */
    GOOD,
    /** On hold (RFC 5280 section 5.3.1, certificateHold); may be released. */
    HELD,
    /** Revoked for ever, or its authority is no longer trusted. */
    REVOKED,
    /** Not in our records. */
    UNKNOWN
}
