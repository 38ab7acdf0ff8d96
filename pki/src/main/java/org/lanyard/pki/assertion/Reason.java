package org.lanyard.pki.assertion;

/**
 * Why an assertion was refused: the closed list. Each is for the operator's log; the person outside is told one dull
 * sentence. Vectors name them by {@link #name()}, so a name is never changed, only added.
 */
public enum Reason {
    /** Longer than 16 KiB. */
    TOO_LONG,
    /** Not three parts between two dots, or the header's or signature's part is empty (RFC 7515 §7.1). */
    NOT_COMPACT,
    /** A part has a character outside of base64url without padding (RFC 7515 §2). */
    NOT_BASE64URL,
    /** A part is a second spelling of the same bytes: unused bits set, or a length that no bytes have. */
    NOT_CANONICAL,
    /** Header or payload is not UTF-8, or a string in it is not Unicode (RFC 7519 §7.2). */
    NOT_UTF8,
    /** Header or payload is not one JSON object. */
    NOT_AN_OBJECT,
    /** Something stands before or after the JSON object. */
    TRAILING_DATA,
    /** The JSON is nested deeper than anything an assertion has. */
    JSON_TOO_DEEP,
    /** An object has the same name twice (RFC 7515 §5.2, RFC 7519 §4). */
    DUPLICATE_NAME,

    /** {@code alg} is absent or not a string. */
    ALG_MISSING,
    /** {@code alg} is none of ES256, ES384, RS256, PS256; {@code none} and the HMACs are among these. */
    ALG_NOT_ALLOWED,
    /** {@code alg} does not fit the key of the certificate. */
    ALG_NOT_FOR_KEY,
    /** {@code crit} is there: no extension is understood (RFC 7515 §4.1.11). */
    CRITICAL_HEADER,
    /** A header parameter other than {@code alg}, {@code typ} and {@code x5c}. */
    HEADER_NOT_ALLOWED,
    /** {@code typ} is absent or not a string. */
    TYP_MISSING,
    /** {@code typ} is another kind of token, or another speaker's. */
    TYP_WRONG,
    /** {@code x5c} is absent. */
    X5C_MISSING,
    /** {@code x5c} is not a list of one to three certificates in base64 of DER. */
    X5C_MALFORMED,

    /** The key is of a kind or size that is not allowed, or is known to be weak. */
    KEY_NOT_ALLOWED,
    /** The certificate is not by an authority that is trusted here, or breaks a rule of its profile. */
    CERTIFICATE_NOT_TRUSTED,
    /** The certificate is expired or not valid yet. */
    CERTIFICATE_NOT_IN_TIME,
    /** The certificate is of a profile that may not speak, or not in this place. */
    SPEAKER_WRONG,
    /** The signature has a length that this algorithm and key never make. */
    SIGNATURE_LENGTH,
    /** The signature is not by this key over these bytes. */
    SIGNATURE_INVALID,

    /** A required claim is absent. */
    CLAIM_MISSING,
    /** A claim is there that this speaker does not make. */
    CLAIM_UNEXPECTED,
    /** A claim has another JSON type than it must, or a form that it cannot have. */
    CLAIM_MALFORMED,
    /** {@code aud} is not this issuer's identifier. */
    AUDIENCE_WRONG,
    /** {@code exp} is not after {@code iat}. */
    EXPIRES_BEFORE_ISSUED,
    /** More than 60 s lie between {@code iat} and {@code exp}. */
    LIFETIME_TOO_LONG,
    /** {@code iat} is more than 30 s ahead. */
    ISSUED_IN_FUTURE,
    /** {@code exp} is more than 30 s past. */
    EXPIRED,
    /** {@code iss} is not the name in the certificate. */
    ISSUER_NOT_CERTIFICATE,
    /** {@code sub} is not what this speaker speaks of. */
    SUBJECT_WRONG,
    /** The {@code webauthn} claim is incomplete, has a member too many, or one of a wrong form. */
    EVIDENCE_MALFORMED,
    /** The {@code attestation} claim is incomplete, has a member too many, one of a wrong form, or two that contradict. */
    ATTESTATION_MALFORMED,

    /** It could not be understood although every rule held: a fault here, and a refusal. */
    NOT_UNDERSTOOD
}
