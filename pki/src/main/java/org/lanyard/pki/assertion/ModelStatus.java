package org.lanyard.pki.assertion;

/** What FIDO tells of a model of authenticator that is no longer to be relied on (FIDO Metadata Service 3.1 §3.1.4). */
public enum ModelStatus {
    /** "The authenticator is … revoked": it is known not to be what it says. */
    REVOKED,
    /** "The user verification can be bypassed." */
    USER_VERIFICATION_BYPASS,
    /** "The attestation key … is known to be compromised": anything can pass for this model. */
    ATTESTATION_KEY_COMPROMISE,
    /** "An attacker may extract … user keys … remotely." */
    USER_KEY_REMOTE_COMPROMISE,
    /** "An attacker with physical access" may extract the user's keys. */
    USER_KEY_PHYSICAL_COMPROMISE
}
