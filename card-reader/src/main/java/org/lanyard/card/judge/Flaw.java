package org.lanyard.card.judge;

/**
 * What can be wrong with a container: a closed list. In the CHUID, the Security Object and biometrics, "certificate" is
 * that of their signer.
 */
public enum Flaw {
    /** It is not as its table in SP 800-73 says. */
    UNREADABLE("SP 800-73-5 part 1, appendix A"),

    // What the issuer signed.
    /** The issuer's signature is missing. */
    SIGNATURE_MISSING("FIPS 201-3 §4.2.1"),
    /** The issuer's signature is no CMS of the form asked for. */
    SIGNATURE_MALFORMED("RFC 5652 §5"),
    /** Signed with a digest or a key that counts no more. */
    SIGNATURE_ALGORITHM_NOT_ALLOWED("SP 800-78-5 §3.2.1"),
    /** The signature is over something else than what is there. */
    CONTENT_DIFFERS("RFC 5652 §11.2"),
    /** The signature was not made by the signer's key, or was altered. */
    SIGNATURE_INVALID("RFC 5652 §5.6"),
    /** The signer's certificate is not where it has to be. */
    SIGNER_MISSING("FIPS 201-3 §4.2.1"),
    /** The signed name of the signer is not that of the certificate. */
    SIGNER_NAME_DIFFERS("FIPS 201-3 §4.2.1"),
    /** Not signed by the signer of the CHUID. */
    SIGNER_DIFFERS("SP 800-73-5 part 1 §3.1.7"),
    /** The hash in the Security Object is another one. */
    HASH_DIFFERS("SP 800-73-5 part 1 §3.1.7"),
    /** The Security Object has no hash of a container that only it can vouch for. */
    HASH_MISSING("SP 800-73-5 part 1 §3.1.7"),
    /** The Security Object has the hash of a container that is not there. */
    CONTAINER_MISSING("SP 800-73-5 part 1 §3.1.7"),

    // Certificates.
    /** Not valid yet. */
    CERTIFICATE_NOT_YET_VALID("RFC 5280 §6.1.3 (a)(2)"),
    /** Expired. */
    CERTIFICATE_EXPIRED("RFC 5280 §6.1.3 (a)(2)"),
    /** Altered: the authority did not sign this. */
    CERTIFICATE_ALTERED("RFC 5280 §6.1.3 (a)(1)"),
    /** Revoked. */
    CERTIFICATE_REVOKED("RFC 5280 §6.1.3 (a)(3)"),
    /** Nothing that can be relied on says that it is not revoked. */
    CERTIFICATE_STATUS_UNKNOWN("RFC 5280 §6.1.3 (a)(3)"),
    /** No path leads to an authority that we trust. */
    CERTIFICATE_NOT_TRUSTED("RFC 5280 §6.1"),
    /** An authority above it has expired, is revoked, or may not issue it. */
    AUTHORITY_REFUSED("RFC 5280 §6.1.4"),
    /** It has none of the policies that count here. */
    POLICY_NOT_ACCEPTED("RFC 5280 §6.1.3 (f)"),
    /** Its extended key usage is for something else. */
    PURPOSE_DIFFERS("FIPS 201-3 §4.2.2"),
    /** Its key usage does not let it sign. */
    KEY_USAGE_DIFFERS("FIPS 201-3 §4.2.2"),
    /** Its key is of a kind or size that counts no more. */
    KEY_NOT_ALLOWED("SP 800-78-5 §3.1"),
    /** Its key identifier is not that of its key. */
    KEY_IDENTIFIER_DIFFERS("RFC 5280 §4.2.1.2"),
    /** It breaks another rule for certificates. */
    CERTIFICATE_REFUSED("RFC 5280 §6.1"),
    /** It lasts longer than the card. */
    CERTIFICATE_OUTLIVES_CARD("FIPS 201-3 §4.2.2"),

    // The card as one.
    /** The card's last day is over. */
    CARD_EXPIRED("FIPS 201-3 §4.2.1"),
    /** The FASC-N is not the CHUID's. */
    FASC_N_DIFFERS("FIPS 201-3 §4.2.2"),
    /** The UUID is not the CHUID's GUID. */
    UUID_DIFFERS("FIPS 201-3 §4.2.2"),
    /** It names no card. */
    CARD_NOT_NAMED("FIPS 201-3 §4.2.2"),
    /** Two key references have one key. */
    KEY_REPEATED("SP 800-73-5 part 1 §3.2"),
    /** The card's private key is not the one of the certificate. */
    KEY_DIFFERS("SP 800-73-5 part 1, appendix B"),

    // Biometrics.
    /** Its own validity is over, or has not begun. */
    BIOMETRIC_NOT_IN_TIME("SP 800-76-2 §9.1"),
    /** It is over before the card is. */
    BIOMETRIC_ENDS_BEFORE_CARD("SP 800-76-2 §9.1");

    private final String clause;

    Flaw(String clause) {
        this.clause = clause;
    }

    /** Where the rule is from. */
    public String clause() {
        return clause;
    }
}
