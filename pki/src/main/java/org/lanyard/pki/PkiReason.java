package org.lanyard.pki;

/**
 * Why the authority, a key store or a certificate check refused. The list is closed: whoever maps reasons to exit codes
 * or HTTP answers does it by an exhaustive switch.
 */
public enum PkiReason {
    // Keys and secrets.
    KEY_FILE_UNREADABLE(
            "The key file cannot be read", "Check that the file exists, is whole, and belongs to the service's user."),
    KEY_FILE_UNWRITABLE("The key file cannot be written", "Check the folder's owner, its rights and the free space."),
    KEY_FILE_EXISTS(
            "A key file is there already", "Nothing was overwritten: move the file away, or choose another folder."),
    OUTPUT_EXISTS("The file is there already", "Nothing was overwritten: move the file away, or give another name."),
    OUTPUT_UNWRITABLE("The file cannot be written", "Check the folder, its rights and the free space."),
    PASSPHRASE_MISSING(
            "No passphrase was given",
            "Give it in a file (--passphrase-file), in an environment variable (--passphrase-env), or at the prompt."),
    PASSPHRASE_EXPOSED(
            "The passphrase file can be read by every user of this machine", "Take the right away: chmod o-rwx FILE."),
    PASSPHRASE_WRONG(
            "The passphrase does not open the key file", "Check which key the passphrase belongs to: root or issuing."),
    PASSPHRASES_DIFFER("The two passphrases differ", "Nothing was made. Type the same one twice."),
    TOKEN_UNUSABLE(
            "The token cannot be used",
            "Check the library's path, the token's label, and that the service's user may use it."),
    TOKEN_PIN_WRONG("The token refuses the PIN", "Check it: some tokens lock themselves after a few wrong ones."),
    WRAPPED_SECRET_ALTERED(
            "A wrapped secret does not open",
            "It was altered, or it belongs to another master key or another purpose."),

    // A certificate that was presented.
    CERTIFICATE_MALFORMED(
            "The certificate cannot be parsed", "It has to be one X.509 version 3 certificate, DER or PEM."),
    ISSUER_NOT_TRUSTED(
            "The certificate's issuer is not a trusted authority", "List the authority, or use a certificate of ours."),
    ISSUER_NOT_VALID("The issuing authority may not issue at this time", "Look at its validity and its extensions."),
    SIGNATURE_ALGORITHM_NOT_ALLOWED(
            "The certificate's signature algorithm is not allowed", "Use ECDSA or RSA with SHA-256 or stronger."),
    SIGNATURE_INVALID("The certificate's signature does not verify", "It was altered, or another key signed it."),
    CERTIFICATE_NOT_YET_VALID("The certificate is not valid yet", "Check the clock, or wait for its notBefore."),
    CERTIFICATE_EXPIRED("The certificate has expired", "Issue another one."),
    CRITICAL_EXTENSION_UNKNOWN(
            "The certificate has a critical extension that is not known here", "Use a profile of this authority."),
    LEAF_IS_AUTHORITY(
            "An authority's certificate was presented as a leaf", "Present the end entity's own certificate."),
    LEAF_HAS_NAME_CONSTRAINTS(
            "A leaf certificate carries name constraints", "RFC 5280 section 4.2.1.10 keeps them for authorities."),
    KEY_USAGE_NOT_FOR_SIGNATURES(
            "The certificate's key usage lacks digitalSignature", "Use a profile of this authority."),
    KEY_NOT_ALLOWED(
            "The key is of a kind or strength that is not allowed", "Use P-256, P-384, or RSA of 2048 to 4096 bits."),
    POLICY_NOT_OURS(
            "The certificate carries no policy of this authority", "Use a certificate that this authority issued."),
    POLICY_AMBIGUOUS(
            "The certificate carries more than one policy of this authority", "Issue it anew with one profile."),
    EXTENDED_KEY_USAGE_NOT_FOR_PROFILE(
            "The extended key usage does not go with the certificate's policy", "Use a profile of this authority."),
    NAME_NOT_FOR_PROFILE("The certificate's names are not those of its profile", "Use a profile of this authority."),
    KEY_IDENTIFIER_MISSING(
            "The certificate does not identify its issuer's key", "RFC 5280 section 4.2.1.1 requires the extension."),
    CERTIFICATE_REVOKED("The certificate is revoked", "Use another card."),
    CERTIFICATE_STATUS_UNKNOWN(
            "Nothing that can be relied on says that the certificate is not revoked",
            "Look at the outside authority's OCSP responder and its revocation lists."),
    PATH_REFUSED(
            "The certification path is not valid", "See: lanyard pki verify, with the authority's files and switches."),

    // A request to issue.
    REQUEST_MALFORMED(
            "The request cannot be parsed", "It has to be one PKCS#10 request or one public key, DER or PEM."),
    PROOF_OF_POSSESSION_FAILED(
            "The request is not signed by the key that it asks for",
            "Make the request anew with the right private key."),
    SUBJECT_NOT_FOR_PROFILE(
            "The name is not of the kind that the profile wants",
            "A card takes a UUID, a kiosk or service a URI, a TLS server its host names."),
    VALIDITY_NOT_ALLOWED("The validity asked for is not allowed", "Ask for less: see the profile's longest validity."),
    LINT_FAILED("The certificate would break a rule, so it was not signed", "Mend what the rule names and ask again."),
    LINT_TOKEN_SPENT("The linted certificate was signed already", "Lint it again: a token signs once."),
    SIGNING_FAILED("The signature could not be made", "The record stays as pending. Look at the key and ask again."),

    // The authority and its records.
    AUTHORITY_MISSING("No authority is here", "Make one with: lanyard pki init."),
    AUTHORITY_BROKEN(
            "The authority's files do not fit each other", "Restore them from the backup of one and the same day."),
    AUTHORITY_UNFINISHED(
            "An earlier init broke off here, and nothing was issued",
            "Remove this folder, and the store if it was made for it; then run init again."),
    ROOT_NOT_OURS("The key file is not this authority's root", "Mount the root.p12 that pki init made."),
    TRANSCRIPT_INVALID(
            "The transcript is not as the root signed it", "Take the one in the authority's folder, or in the store."),
    AUTHORITY_UNKNOWN("No such issuing authority", "Look it up with: lanyard pki authority list."),
    AUTHORITY_LABEL_TAKEN(
            "Another authority issues under this label", "Choose another label, or roll that one over: pki ceremony."),
    AUTHORITY_NOT_ACTIVE("The issuing authority issues no more", "Use its successor: lanyard pki authority list."),
    AUTHORITY_NOT_RETIRED(
            "The issuing authority is not retired", "Retire it first: lanyard pki authority retire, or roll it over."),
    MASS_NOT_CONFIRMED(
            "The action touches more certificates than its limit",
            "Look at a dry run, and say yes to the exact count: --yes N."),
    MASS_SCOPE_EMPTY(
            "There is no certificate of that kind", "Look how it is written in: lanyard pki list, lanyard pki show."),
    MASS_JOB_UNKNOWN("No such job", "Look it up with: lanyard pki mass list."),
    APPROVAL_NEEDED(
            "A second person has to approve this first",
            "They type: lanyard pki approve ID. Then give the same command again."),
    APPROVAL_UNKNOWN("No such request waits", "Look at the id; requests end after a while: see authority.toml."),
    APPROVAL_OWN("Nobody approves their own request", "Ask a second person to, under a user of their own."),
    CERTIFICATE_UNKNOWN("No such certificate", "Look the serial number up with: lanyard pki list."),
    CERTIFICATE_AMBIGUOUS("More than one certificate fits", "Give more digits of the serial number."),
    CERTIFICATE_NOT_HELD("The certificate is not on hold", "Only a certificate on hold can be released."),
    CERTIFICATE_NOT_RENEWABLE(
            "Only a certificate that is good can be renewed", "Release it first, or issue another one."),
    CERTIFICATE_REVOKED_MEANWHILE("The certificate was revoked while it was being signed", "Ask for another one."),
    LIST_BASE_MISSING("There is no list yet that a delta could be added to", "Sign a full one first: lanyard pki crl."),
    LIST_MISSING(
            "The root has signed no list yet",
            "Mount its key and sign one: lanyard pki ceremony list --root root.p12."),
    LIST_MALFORMED("The revocation list cannot be parsed", "It has to be one list of version 2, DER or PEM."),
    LIST_NUMBER_NOT_HIGHER(
            "A list with this number or a higher one is published already", "Sign it anew with a higher number."),
    LIST_CONTENDED(
            "Others publish the same list at the same time", "Theirs is published. Ask again if yours is to be newer."),
    STORE_FAILED(
            "The store did not take or give the record", "Look at the store's URL, its rights and the free space."),

    // Others who ask.
    STATUS_REQUEST_MALFORMED(
            "The status request cannot be parsed", "It has to be one OCSPRequest of RFC 6960, in DER."),
    ENROLMENT_REFUSED(
            "Neither a token nor a certificate allows this enrolment",
            "Give a token out with: lanyard pki token, or present a valid certificate of the same name."),
    ENROLMENT_NAME_DIFFERS(
            "The request asks for another name than the token or the certificate has",
            "Leave the name out of the request, or ask for a token of that name."),

    // Backup and restore.
    BACKUP_FILE_UNUSABLE(
            "The backup's files cannot be used",
            "Check the paths, the folders' owner, their rights and the free space."),
    BACKUP_KEY_WRONG("The backup does not open", "Check the passphrase, or the identity: no other key opens it."),
    BACKUP_DAMAGED("The backup is not whole", "Nothing was restored. Take another copy of it, or an older one."),
    BACKUP_TOO_NEW(
            "The backup is not of this version or an older one", "Restore it with the version that made it, or newer."),
    RESTORE_TARGET_IN_USE(
            "Something is already where the backup would be put back",
            "Nothing was overwritten: name a folder that does not exist yet, and an empty database."),

    // Configuration.
    CONFIGURATION_UNREADABLE("The configuration file cannot be read", "Check its path and its rights."),
    CONFIGURATION_INVALID("The configuration is not valid", "Mend the keys that are named."),
    PROFILE_UNSAFE("A profile would be unsafe", "Mend what the rule names, and look with: lanyard pki profiles.");

    private final String sentence;
    private final String hint;

    PkiReason(String sentence, String hint) {
        this.sentence = sentence;
        this.hint = hint;
    }

    /** One sentence for an operator, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /** What the operator can do about it. */
    public String hint() {
        return hint;
    }
}
