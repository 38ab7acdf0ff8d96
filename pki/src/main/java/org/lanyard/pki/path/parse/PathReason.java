package org.lanyard.pki.path.parse;

/**
 * Why a certification path, a certificate in it, or what was said about its status, was refused: all there is. Each names the
 * clause that decides; sections without a document are RFC 5280's.
 */
public enum PathReason {
    // Reading.
    NOT_DER("4.1", "It is not canonical DER"),
    STRUCTURE_WRONG("4.1", "It is not what it is given out to be"),
    TRAILING_DATA("4.1", "Bytes are left over behind it"),
    TOO_LARGE("ours", "It is larger than anything that is read here"),
    VERSION_WRONG("4.1.2.1", "Its version does not go with its fields"),
    ALGORITHMS_DIFFER("4.1.1.2", "The signed and the unsigned signature algorithm differ"),
    TIME_MALFORMED("4.1.2.5", "A time is not of the form that certificates use"),
    EXTENSION_REPEATED("4.2", "An extension is there twice"),
    EXTENSION_MALFORMED("4.2.1", "An extension's content is not what its syntax says"),
    ALTERNATIVE_NAME_MALFORMED("4.2.1.6", "An alternative name is not of its form"),
    NAME_CONSTRAINTS_MALFORMED("4.2.1.10", "The name constraints cannot be meant so"),

    // A certificate against the profile of section 4.
    SERIAL_NOT_POSITIVE("4.1.2.2", "The serial number is not positive"),
    SERIAL_TOO_LONG("4.1.2.2", "The serial number is longer than 20 octets"),
    ISSUER_EMPTY("4.1.2.4", "The issuer is empty"),
    TIME_ENCODING_WRONG("4.1.2.5", "Times through 2049 are UTCTime, later ones GeneralizedTime"),
    SUBJECT_EMPTY("4.1.2.6", "An authority's subject is empty"),
    UNIQUE_IDENTIFIERS("4.1.2.8", "It has unique identifiers"),
    AUTHORITY_KEY_IDENTIFIER_MISSING("4.2.1.1", "It does not identify its issuer's key"),
    SUBJECT_KEY_IDENTIFIER_MISSING("4.2.1.2", "An authority's certificate does not identify its key"),
    KEY_USAGE_MISSING("4.2.1.3", "An authority's certificate has no key usage"),
    POLICY_REPEATED("4.2.1.4", "A policy is there twice"),
    EMPTY_SUBJECT_WITHOUT_CRITICAL_NAME(
            "4.2.1.6", "The subject is empty and no critical alternative name stands for it"),
    CERT_SIGN_ON_LEAF("4.2.1.9", "It may sign certificates by its key usage, but is no authority"),
    PATH_LENGTH_ON_LEAF("4.2.1.9", "It limits paths, but is no authority that signs certificates"),
    NAME_CONSTRAINTS_ON_LEAF("4.2.1.10", "It constrains names, but is no authority"),
    CRITICALITY_WRONG("4.2", "An extension is critical that must not be, or is not that must be"),
    SIGNATURE_ALGORITHM_NOT_ALLOWED("ours", "The signature algorithm is not allowed"),
    KEY_NOT_ALLOWED("ours", "The key is of a kind or strength that is not allowed"),

    // Path validation.
    SIGNATURE_INVALID("6.1.3 (a)(1)", "The signature does not verify under the issuer's key"),
    NOT_YET_VALID("6.1.3 (a)(2)", "It is not valid yet"),
    EXPIRED("6.1.3 (a)(2)", "It has expired"),
    REVOKED("6.1.3 (a)(3)", "It is revoked"),
    STATUS_UNKNOWN("6.1.3 (a)(3)", "Nothing that can be relied on says that it is not revoked"),
    ISSUER_NAME_DIFFERS("6.1.3 (a)(4)", "Its issuer is not the subject of the certificate above it"),
    NAME_NOT_PERMITTED("6.1.3 (b)", "A name lies outside the permitted subtrees"),
    NAME_EXCLUDED("6.1.3 (c)", "A name lies inside an excluded subtree"),
    NAME_FORM_NOT_PROCESSED("4.2.1.10", "A name is of a constrained form that is not processed here"),
    POLICY_REQUIRED("6.1.3 (f)", "An acceptable policy is required, and none is valid for the whole path"),
    ANY_POLICY_MAPPED("6.1.4 (a)", "anyPolicy is mapped"),
    NOT_AN_AUTHORITY("6.1.4 (k)", "It issued a certificate, but is not marked as an authority"),
    PATH_TOO_LONG("6.1.4 (l)", "More authorities stand below one than it allows"),
    KEY_USAGE_NOT_CERT_SIGN("6.1.4 (n)", "Its key usage does not let it sign certificates"),
    CRITICAL_EXTENSION_UNKNOWN("4.2", "A critical extension is not known here"),

    // The anchor.
    ANCHOR_NOT_IN_TIME("RFC 5937 2", "The anchor's certificate is not valid at this time"),
    ANCHOR_NOT_AN_AUTHORITY("RFC 5937 2", "The anchor's certificate is not an authority's that signs certificates"),

    // Building.
    NO_PATH("6.1", "No path leads to an anchor"),
    TOO_DEEP("ours", "A path to an anchor needs more authorities in between than are allowed"),
    BUDGET_SPENT("ours", "The search for a path was given up: too many steps, signatures or names"),

    // What was asked for.
    PURPOSE_MISSING("4.2.1.12", "Its extended key usage does not have the purpose asked for"),
    PURPOSE_NOT_IN_AUTHORITY("ours", "An authority's extended key usage does not have the purpose asked for"),
    HOST_DIFFERS("RFC 9525 6", "It does not name the host asked for"),
    ADDRESS_DIFFERS("RFC 9525 6.5", "It does not name the address asked for"),
    MAILBOX_DIFFERS("RFC 8398 4", "It does not name the mailbox asked for"),
    WILDCARD_TOO_WIDE("ours", "A wildcard stands for a whole top-level domain"),

    // Revocation.
    CRL_MALFORMED("5.1", "The revocation list cannot be read"),
    CRL_NOT_CURRENT("6.3.3 (a)", "The revocation list is not current"),
    CRL_OUT_OF_SCOPE("6.3.3 (b)", "The revocation list is not for this certificate"),
    CRL_SIGNER_UNKNOWN("6.3.3 (f)", "No valid path leads to the key that signed the revocation list"),
    CRL_SIGNER_NOT_ALLOWED("6.3.3 (f)", "The key that signed the revocation list may not sign such lists"),
    CRL_SIGNATURE_INVALID("6.3.3 (g)", "The signature of the revocation list does not verify"),
    OCSP_MALFORMED("RFC 6960 4.2.1", "The OCSP answer cannot be read"),
    OCSP_REFUSED("RFC 6960 2.3", "The OCSP responder answered with an error"),
    OCSP_ANOTHER_CERTIFICATE("RFC 6960 3.2 (1)", "The OCSP answer is not about this certificate"),
    OCSP_SIGNATURE_INVALID("RFC 6960 3.2 (2)", "The signature of the OCSP answer does not verify"),
    OCSP_SIGNER_NOT_ALLOWED("RFC 6960 4.2.2.2", "The OCSP answer's signer may not answer for this issuer"),
    OCSP_NOT_CURRENT("RFC 6960 3.2 (5)", "The OCSP answer is not current"),
    OCSP_NONCE_DIFFERS("RFC 9654 3", "The OCSP answer has another nonce than was asked with"),
    OCSP_CERTIFICATE_UNKNOWN("RFC 6960 2.2", "The OCSP responder does not know the certificate"),
    OCSP_UNAVAILABLE("RFC 6960 3.1", "The OCSP responder did not answer in time");

    private final String clause;
    private final String sentence;

    PathReason(String clause, String sentence) {
        this.clause = clause;
        this.sentence = sentence;
    }

    /** What decides: {@code RFC 5280 section 4.2}, another document's section, or {@code our policy}. */
    public String clause() {
        if (clause.equals("ours")) {
            return "our policy";
        }
        if (clause.startsWith("RFC ")) {
            int section = clause.indexOf(' ', 4);
            return clause.substring(0, section) + " section" + clause.substring(section);
        }
        return "RFC 5280 section " + clause;
    }

    /** One sentence for an operator, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
