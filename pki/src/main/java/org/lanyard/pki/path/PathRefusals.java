package org.lanyard.pki.path;

import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** Refusals of paths as the module's own. */
final class PathRefusals {
    private PathRefusals() {}

    static PkiException of(String authority, PathException refusal) {
        return new PkiException(
                pki(refusal.reason()), authority + ": " + refusal.reason() + ": " + refusal.getMessage(), refusal);
    }

    /** Every reason is one of the module's; a new one does not compile until it is. */
    static PkiReason pki(PathReason reason) {
        return switch (reason) {
            case NOT_DER,
                    STRUCTURE_WRONG,
                    TRAILING_DATA,
                    TOO_LARGE,
                    VERSION_WRONG,
                    ALGORITHMS_DIFFER,
                    TIME_MALFORMED,
                    EXTENSION_REPEATED,
                    EXTENSION_MALFORMED,
                    ALTERNATIVE_NAME_MALFORMED,
                    NAME_CONSTRAINTS_MALFORMED -> PkiReason.CERTIFICATE_MALFORMED;
            case SIGNATURE_INVALID -> PkiReason.SIGNATURE_INVALID;
            case SIGNATURE_ALGORITHM_NOT_ALLOWED -> PkiReason.SIGNATURE_ALGORITHM_NOT_ALLOWED;
            case KEY_NOT_ALLOWED -> PkiReason.KEY_NOT_ALLOWED;
            case NOT_YET_VALID -> PkiReason.CERTIFICATE_NOT_YET_VALID;
            case EXPIRED -> PkiReason.CERTIFICATE_EXPIRED;
            case CRITICAL_EXTENSION_UNKNOWN -> PkiReason.CRITICAL_EXTENSION_UNKNOWN;
            case NO_PATH -> PkiReason.ISSUER_NOT_TRUSTED;
            case REVOKED -> PkiReason.CERTIFICATE_REVOKED;
            case STATUS_UNKNOWN,
                    CRL_MALFORMED,
                    CRL_NOT_CURRENT,
                    CRL_OUT_OF_SCOPE,
                    CRL_SIGNER_UNKNOWN,
                    CRL_SIGNER_NOT_ALLOWED,
                    CRL_SIGNATURE_INVALID,
                    OCSP_MALFORMED,
                    OCSP_REFUSED,
                    OCSP_ANOTHER_CERTIFICATE,
                    OCSP_SIGNATURE_INVALID,
                    OCSP_SIGNER_NOT_ALLOWED,
                    OCSP_NOT_CURRENT,
                    OCSP_NONCE_DIFFERS,
                    OCSP_CERTIFICATE_UNKNOWN,
                    OCSP_UNAVAILABLE -> PkiReason.CERTIFICATE_STATUS_UNKNOWN;
            case SERIAL_NOT_POSITIVE,
                    SERIAL_TOO_LONG,
                    ISSUER_EMPTY,
                    TIME_ENCODING_WRONG,
                    SUBJECT_EMPTY,
                    UNIQUE_IDENTIFIERS,
                    AUTHORITY_KEY_IDENTIFIER_MISSING,
                    SUBJECT_KEY_IDENTIFIER_MISSING,
                    KEY_USAGE_MISSING,
                    POLICY_REPEATED,
                    EMPTY_SUBJECT_WITHOUT_CRITICAL_NAME,
                    CERT_SIGN_ON_LEAF,
                    PATH_LENGTH_ON_LEAF,
                    NAME_CONSTRAINTS_ON_LEAF,
                    CRITICALITY_WRONG,
                    ISSUER_NAME_DIFFERS,
                    NAME_NOT_PERMITTED,
                    NAME_EXCLUDED,
                    NAME_FORM_NOT_PROCESSED,
                    POLICY_REQUIRED,
                    ANY_POLICY_MAPPED,
                    NOT_AN_AUTHORITY,
                    PATH_TOO_LONG,
                    KEY_USAGE_NOT_CERT_SIGN,
                    ANCHOR_NOT_IN_TIME,
                    ANCHOR_NOT_AN_AUTHORITY,
                    TOO_DEEP,
                    BUDGET_SPENT,
                    PURPOSE_MISSING,
                    PURPOSE_NOT_IN_AUTHORITY,
                    HOST_DIFFERS,
                    ADDRESS_DIFFERS,
                    MAILBOX_DIFFERS,
                    WILDCARD_TOO_WIDE -> PkiReason.PATH_REFUSED;
        };
    }
}
