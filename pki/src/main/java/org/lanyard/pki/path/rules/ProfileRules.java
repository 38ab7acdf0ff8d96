package org.lanyard.pki.path.rules;

import java.util.HashSet;
import java.util.Set;
import org.lanyard.pki.path.names.NameForms;
import org.lanyard.pki.path.parse.Extensions;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.NameConstraints;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** What RFC 5280 §4 wants of a certificate by itself, whatever path it is in: a rule a method, in the order of the document. */
final class ProfileRules {
    private static final int LONGEST_SERIAL = 20;
    private static final Set<String> CRITICAL_IN_AUTHORITIES = Set.of(
            Extensions.BASIC_CONSTRAINTS,
            Extensions.NAME_CONSTRAINTS,
            Extensions.POLICY_CONSTRAINTS,
            Extensions.INHIBIT_ANY_POLICY);
    private static final Set<String> NEVER_CRITICAL = Set.of(
            Extensions.AUTHORITY_KEY,
            Extensions.SUBJECT_KEY,
            Extensions.FRESHEST,
            Extensions.INFORMATION_ACCESS,
            Extensions.SUBJECT_INFORMATION_ACCESS,
            // subjectDirectoryAttributes, §4.2.1.8
            "2.5.29.9");

    private ProfileRules() {}

    /** All of them, of any certificate; what is an authority's is so by its basic constraints. */
    static void check(ParsedCertificate certificate, PathInputs inputs) throws PathException {
        criticalExtensionsAreKnown(certificate);
        if (inputs.holds(StricterRule.VERSION_IS_THREE)) {
            versionIsThree(certificate);
        }
        if (inputs.holds(StricterRule.SERIAL_NUMBERS)) {
            serialIsPositiveAndShort(certificate);
        }
        if (inputs.holds(StricterRule.NAMES_ARE_FILLED)) {
            namesAreFilled(certificate);
        }
        if (inputs.holds(StricterRule.TIMES_ARE_ENCODED_BY_YEAR) && !certificate.timesAreEncodedByYear()) {
            // §4.1.2.5: "CAs conforming to this profile MUST always encode certificate validity dates through the year
            // 2049
            // as UTCTime; certificate validity dates in 2050 or later MUST be encoded as GeneralizedTime."
            throw new PathException(PathReason.TIME_ENCODING_WRONG, "");
        }
        if (inputs.holds(StricterRule.NO_UNIQUE_IDENTIFIERS) && certificate.hasUniqueIdentifiers()) {
            // §4.1.2.8: "CAs conforming to this profile MUST NOT generate certificates with unique identifiers."
            throw new PathException(PathReason.UNIQUE_IDENTIFIERS, "");
        }
        if (inputs.holds(StricterRule.KEYS_ARE_IDENTIFIED)) {
            keysAreIdentified(certificate);
        }
        if (inputs.holds(StricterRule.CRITICALITY)) {
            criticality(certificate);
        }
        if (inputs.holds(StricterRule.AUTHORITIES_HAVE_KEY_USAGE)) {
            authoritiesHaveKeyUsage(certificate);
        }
        if (inputs.holds(StricterRule.POLICIES_APPEAR_ONCE)) {
            policiesAppearOnce(certificate);
        }
        if (inputs.holds(StricterRule.EMPTY_SUBJECT_HAS_CRITICAL_NAME)) {
            emptySubjectHasCriticalName(certificate);
        }
        if (inputs.holds(StricterRule.ALTERNATIVE_NAMES_ARE_WELL_FORMED)) {
            alternativeNamesAreWellFormed(certificate);
        }
        constraintsAreWellFormed(certificate, inputs);
        if (inputs.holds(StricterRule.LEAVES_CLAIM_NO_AUTHORITY)) {
            leavesClaimNoAuthority(certificate);
        }
        if (inputs.holds(StricterRule.PATH_LENGTH_IS_FOR_SIGNERS)) {
            pathLengthIsForSigners(certificate);
        }
    }

    /**
     * §4.2, §6.1.4 (o), §6.1.5 (f): "A certificate-using system MUST reject the certificate if it encounters a critical extension
     * it does not recognize or a critical extension that contains information that it cannot process."
     */
    static void criticalExtensionsAreKnown(ParsedCertificate certificate) throws PathException {
        for (String critical : certificate.extensions().critical()) {
            if (certificate.extensions().unknown().contains(critical)) {
                throw new PathException(PathReason.CRITICAL_EXTENSION_UNKNOWN, critical);
            }
        }
    }

    /** §4.1.2.1: "When extensions are used, as expected in this profile, version MUST be 3 (value is 2)." */
    static void versionIsThree(ParsedCertificate certificate) throws PathException {
        if (certificate.version() != 3) {
            throw new PathException(PathReason.VERSION_WRONG, "version " + certificate.version());
        }
    }

    /**
     * §4.1.2.2: "The serial number MUST be a positive integer assigned by the CA to each certificate. … Conforming CAs MUST NOT use
     * serialNumber values longer than 20 octets."
     */
    static void serialIsPositiveAndShort(ParsedCertificate certificate) throws PathException {
        if (certificate.serial().signum() <= 0) {
            throw new PathException(PathReason.SERIAL_NOT_POSITIVE, "");
        }
        int octets = certificate.serial().toByteArray().length;
        if (octets > LONGEST_SERIAL) {
            throw new PathException(PathReason.SERIAL_TOO_LONG, octets + " octets");
        }
    }

    /**
     * §4.1.2.4: "The issuer field MUST contain a non-empty distinguished name (DN)." §4.1.2.6: "If the subject is a CA …, then the
     * subject field MUST be populated with a non-empty distinguished name".
     */
    static void namesAreFilled(ParsedCertificate certificate) throws PathException {
        if (certificate.issuer().isEmpty()) {
            throw new PathException(PathReason.ISSUER_EMPTY, "");
        }
        if (certificate.subject().isEmpty() && certificate.extensions().isAuthority()) {
            throw new PathException(PathReason.SUBJECT_EMPTY, "");
        }
    }

    /**
     * §4.2.1.1: "The keyIdentifier field of the authorityKeyIdentifier extension MUST be included in all certificates generated by
     * conforming CAs", but in self-signed ones; §4.2.1.2: the subject key identifier "MUST appear in all conforming CA
     * certificates".
     */
    static void keysAreIdentified(ParsedCertificate certificate) throws PathException {
        Extensions extensions = certificate.extensions();
        boolean named = extensions.authorityKey().isPresent()
                && extensions.authorityKey().get().key().isPresent();
        if (!named && !certificate.isSelfIssued()) {
            throw new PathException(PathReason.AUTHORITY_KEY_IDENTIFIER_MISSING, "");
        }
        if (extensions.isAuthority() && extensions.subjectKey().isEmpty()) {
            throw new PathException(PathReason.SUBJECT_KEY_IDENTIFIER_MISSING, "");
        }
    }

    /** §4.2.1.1 to §4.2.2.2, each in its own words: "MUST mark this extension as critical", "as non-critical". */
    static void criticality(ParsedCertificate certificate) throws PathException {
        Extensions extensions = certificate.extensions();
        for (String oid : extensions.critical()) {
            if (NEVER_CRITICAL.contains(oid)) {
                throw new PathException(PathReason.CRITICALITY_WRONG, oid + " is critical");
            }
        }
        for (String oid : CRITICAL_IN_AUTHORITIES) {
            if (extensions.isAuthority()
                    && extensions.present().contains(oid)
                    && !extensions.critical().contains(oid)) {
                throw new PathException(PathReason.CRITICALITY_WRONG, oid + " is not critical");
            }
        }
    }

    /**
     * §4.2.1.3: "Conforming CAs MUST include this extension in certificates that contain public keys that are used to validate
     * digital signatures on other public key certificates or CRLs."
     */
    static void authoritiesHaveKeyUsage(ParsedCertificate certificate) throws PathException {
        if (certificate.extensions().isAuthority()
                && certificate.extensions().keyUsage().isEmpty()) {
            throw new PathException(PathReason.KEY_USAGE_MISSING, "");
        }
    }

    /** §4.2.1.4: "A certificate policy OID MUST NOT appear more than once in a certificate policies extension." */
    static void policiesAppearOnce(ParsedCertificate certificate) throws PathException {
        if (certificate.extensions().policies().isPresent()) {
            Set<String> seen = new HashSet<>();
            for (String policy : certificate.extensions().policies().get()) {
                if (!seen.add(policy)) {
                    throw new PathException(PathReason.POLICY_REPEATED, policy);
                }
            }
        }
    }

    /**
     * §4.2.1.6: "If the subject field contains an empty sequence, then the issuing CA MUST include a subjectAltName extension that
     * is marked as critical."
     */
    static void emptySubjectHasCriticalName(ParsedCertificate certificate) throws PathException {
        if (certificate.subject().isEmpty()
                && !certificate.extensions().critical().contains(Extensions.ALTERNATIVE_NAMES)) {
            throw new PathException(PathReason.EMPTY_SUBJECT_WITHOUT_CRITICAL_NAME, "");
        }
    }

    /** §4.2.1.6, form by form. */
    static void alternativeNamesAreWellFormed(ParsedCertificate certificate) throws PathException {
        if (certificate.extensions().alternativeNames().isPresent()) {
            for (GeneralName name : certificate.extensions().alternativeNames().get()) {
                if (NameForms.wrongWithName(name).isPresent()) {
                    throw new PathException(
                            PathReason.ALTERNATIVE_NAME_MALFORMED,
                            NameForms.wrongWithName(name).get());
                }
            }
        }
    }

    /** §4.2.1.10, form by form: what cannot be meant cannot be enforced either, so this holds always. */
    static void constraintsAreWellFormed(ParsedCertificate certificate, PathInputs inputs) throws PathException {
        if (certificate.extensions().nameConstraints().isEmpty()) {
            return;
        }
        NameConstraints constraints = certificate.extensions().nameConstraints().get();
        boolean dots = !inputs.holds(StricterRule.CONSTRAINTS_HAVE_NO_LEADING_DOT);
        for (GeneralName base : constraints.permitted()) {
            wellFormed(base, dots);
        }
        for (GeneralName base : constraints.excluded()) {
            wellFormed(base, dots);
        }
    }

    private static void wellFormed(GeneralName base, boolean dots) throws PathException {
        if (NameForms.wrongWithBase(base, dots).isPresent()) {
            throw new PathException(
                    PathReason.NAME_CONSTRAINTS_MALFORMED,
                    NameForms.wrongWithBase(base, dots).get());
        }
    }

    /**
     * §4.2.1.9: "If the cA boolean is not asserted, then the keyCertSign bit in the key usage extension MUST NOT be asserted."
     * §4.2.1.10: "The name constraints extension, which MUST be used only in a CA certificate".
     */
    static void leavesClaimNoAuthority(ParsedCertificate certificate) throws PathException {
        Extensions extensions = certificate.extensions();
        if (extensions.isAuthority()) {
            return;
        }
        if (extensions.keyUsage().isPresent() && extensions.keyUsage().get().signsCertificates()) {
            throw new PathException(PathReason.CERT_SIGN_ON_LEAF, "");
        }
        if (extensions.nameConstraints().isPresent()) {
            throw new PathException(PathReason.NAME_CONSTRAINTS_ON_LEAF, "");
        }
    }

    /**
     * §4.2.1.9: "CAs MUST NOT include the pathLenConstraint field unless the cA boolean is asserted and the key usage extension
     * asserts the keyCertSign bit."
     */
    static void pathLengthIsForSigners(ParsedCertificate certificate) throws PathException {
        Extensions extensions = certificate.extensions();
        boolean limits = extensions.basicConstraints().isPresent()
                && extensions.basicConstraints().get().pathLength().isPresent();
        boolean signs =
                extensions.keyUsage().isEmpty() || extensions.keyUsage().get().signsCertificates();
        if (limits && (!extensions.isAuthority() || !signs)) {
            throw new PathException(PathReason.PATH_LENGTH_ON_LEAF, "");
        }
    }
}
