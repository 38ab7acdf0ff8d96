package org.lanyard.webauthn;

/**
 * Why a ceremony was refused. For the log and the tests: outside, all of them read the same. The numbers are the steps
 * of W3C WebAuthn Level 3 §7.1 (registration) and §7.2 (authentication).
 */
public enum Reason {
    /** The options were asked for with a challenge that is not base64url of 16 to 256 bytes. */
    CHALLENGE_MALFORMED,
    /** The options were asked for with a handle that is not base64url of 32 bytes. */
    HANDLE_MALFORMED,

    /** {@code ceremony} is not what this service hands out: wrong form or MAC. */
    CEREMONY_FORGED,
    /** {@code ceremony} is of the other kind: a registration's offered to authentication, or the reverse. */
    CEREMONY_OF_ANOTHER_PURPOSE,
    /** {@code ceremony} is past its time. */
    CEREMONY_EXPIRED,

    /** {@code response} is not a public key credential in the form of §5.1 (toJSON). */
    RESPONSE_MALFORMED,
    /** §7.1 step 6, §7.2 step 10: the client data are not one JSON object in UTF-8 with the members they must have. */
    CLIENT_DATA_MALFORMED,
    /** §7.1 step 7, §7.2 step 11. */
    TYPE,
    /** §7.1 step 8, §7.2 step 12: client data of another ceremony. */
    CHALLENGE,
    /** §7.1 step 9, §7.2 step 13. */
    ORIGIN,
    /** §7.1 step 10, §7.2 step 14: called from a frame of another origin. */
    CROSS_ORIGIN,
    /** §7.1 step 11, §7.2 step 15: that frame's top page is not one we expect. */
    TOP_ORIGIN,
    /** §7.1 step 13: the attestation object is not one CBOR map of fmt, attStmt and authData. */
    ATTESTATION_OBJECT_MALFORMED,
    /** §6.1: the authenticator data are not of the form, or bytes are left over. */
    AUTHENTICATOR_DATA_MALFORMED,
    /** §7.1 step 14, §7.2 step 16. */
    RP_ID_HASH,
    /** §7.1 step 15, §7.2 step 17. */
    USER_PRESENCE,
    /** §7.1 step 16, §7.2 step 18. */
    USER_VERIFICATION,
    /** §7.1 step 17, §7.2 step 19: backed up, but not eligible for backup. */
    BACKUP_STATE,
    /** §7.2 step 20: eligibility for backup is fixed at registration. */
    BACKUP_ELIGIBILITY_CHANGED,
    /** §7.1 step 20: the key is of an algorithm that was not asked for. */
    ALGORITHM,
    /** §7.1 step 20: the key is not a COSE key of its algorithm, or too short. */
    PUBLIC_KEY,
    /** §7.1 step 21: a statement of a format that nobody here can verify. */
    ATTESTATION_FORMAT,
    /** §7.1 step 21: a statement of android-safetynet, whose service has ended. */
    ATTESTATION_WITHDRAWN,
    /** §7.1 step 22: the attestation statement does not hold. */
    ATTESTATION,
    /** §7.1 step 25: over 1023 bytes. */
    CREDENTIAL_ID_TOO_LONG,
    /** The id beside the response is not the id that the authenticator attested. */
    CREDENTIAL_ID_MISMATCH,
    /** §7.1 step 26: the credential belongs to somebody already, or the registration was played again. */
    ALREADY_REGISTERED,
    /** §7.2 step 6: a discoverable credential names its user, this response names nobody. */
    USER_HANDLE_MISSING,
    /** §7.2 step 6: no credential of this id. */
    UNKNOWN_CREDENTIAL,
    /** §7.2 step 6: the credential is not the property of the user who was named. */
    CREDENTIAL_OF_ANOTHER_USER,
    /** §7.2 step 22. */
    SIGNATURE,
    /** §7.2 step 23: the counter did not go up: a copy of the key may be in use. */
    COUNTER_WENT_BACK,

    /** FIDO tells that the key's model is not to be relied on, or one passes for it. */
    MODEL_WITHDRAWN,

    /** FIDO's metadata cannot be got: the file cannot be read, or the address does not answer in time. */
    METADATA_UNAVAILABLE,
    /** The metadata is larger than anything that is read here. */
    METADATA_TOO_LARGE,
    /** FIDO Metadata Service 3.1 §3.2: the metadata is not a JWT of the form that FIDO makes. */
    METADATA_MALFORMED,
    /** §3.2 step 4: no path leads from who signed the metadata to the root, or it is of another name. */
    METADATA_SIGNER,
    /** §3.2 step 4: who signed the metadata is revoked. */
    METADATA_SIGNER_REVOKED,
    /** §3.2 step 4: nothing tells that who signed the metadata is not revoked. */
    METADATA_REVOCATION_UNKNOWN,
    /** §3.2 step 5: the signature is not by that key over these bytes. */
    METADATA_SIGNATURE,
    /** §3.1.6: the legal header is not FIDO's. */
    METADATA_LEGAL_HEADER,
    /** §3.2 step 6: the serial number went back: an old issue is offered as a new one. */
    METADATA_WENT_BACK,

    /** The door would not have the registration; the support code is the door's. */
    DOOR_REFUSED,
    /** The door did not answer. */
    DOOR_UNREACHABLE
}
