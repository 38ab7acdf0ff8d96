package org.lanyard.pki.path;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.AllowedKeys;

/**
 * What holds for a leaf whatever the time: one rule a method, the clause above it, in the order in which they are
 * checked. Where a rule is stricter than RFC 5280 it says so.
 */
final class LeafRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;
    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    /** Key usage, alternative name, basic constraints, certificate policies, extended key usage. */
    private static final Set<String> KNOWN_CRITICAL =
            Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.37");

    /** ECDSA and RSA (PKCS#1 v1.5) with SHA-256, -384, -512. */
    private static final Map<String, String> SIGNATURE_ALGORITHMS = Map.of(
            "1.2.840.10045.4.3.2", "EC",
            "1.2.840.10045.4.3.3", "EC",
            "1.2.840.10045.4.3.4", "EC",
            "1.2.840.113549.1.1.11", "RSA",
            "1.2.840.113549.1.1.12", "RSA",
            "1.2.840.113549.1.1.13", "RSA");

    /** The order in which a new leaf is checked: what costs nothing first, the signature last. */
    static final List<LeafRule> IN_ORDER = List.of(
            LeafRules::versionIsThree,
            LeafRules::signatureAlgorithmIsAllowed,
            LeafRules::criticalExtensionsAreKnown,
            LeafRules::leafIsNotAnAuthority,
            LeafRules::leafHasNoNameConstraints,
            LeafRules::keyUsageIsForSignatures,
            LeafRules::keyIsAllowed,
            LeafRules::issuerMayIssue,
            LeafRules::signatureVerifies);

    private LeafRules() {}

    /** A rule about a leaf and the authority that it names. */
    @FunctionalInterface
    interface LeafRule {
        void check(X509Certificate leaf, X509Certificate issuer) throws PkiException;
    }

    /** RFC 5280 §4.1.2.1: "When extensions are used, as expected in this profile, version MUST be 3 (value is 2)." */
    static void versionIsThree(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        if (leaf.getVersion() != 3) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "version " + leaf.getVersion());
        }
    }

    /** RFC 5280 §4.1.1.2 names the algorithm; the list of allowed ones is ours. */
    static void signatureAlgorithmIsAllowed(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        String keyType = SIGNATURE_ALGORITHMS.get(leaf.getSigAlgOID());
        if (keyType == null || !keyType.equals(issuer.getPublicKey().getAlgorithm())) {
            throw new PkiException(PkiReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, leaf.getSigAlgName());
        }
    }

    /**
     * RFC 5280 §4.2: "A certificate-using system MUST reject the certificate if it encounters a critical extension it
     * does not recognize or a critical extension that contains information that it cannot process."
     */
    static void criticalExtensionsAreKnown(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        Set<String> critical = leaf.getCriticalExtensionOIDs();
        Set<String> unknown = critical == null ? new HashSet<>() : new HashSet<>(critical);
        unknown.removeAll(KNOWN_CRITICAL);
        // Name constraints have a rule, and a reason, of their own.
        unknown.remove(NAME_CONSTRAINTS);
        if (!unknown.isEmpty()) {
            throw new PkiException(PkiReason.CRITICAL_EXTENSION_UNKNOWN, String.join(", ", unknown));
        }
    }

    /**
     * RFC 5280 §4.2.1.9: "The cA boolean indicates whether the certified public key may be used to verify certificate
     * signatures." Ours, stricter: such a key signs no assertion, nor does one whose key usage lets it sign certificates
     * or CRLs.
     */
    static void leafIsNotAnAuthority(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        boolean[] usage = leaf.getKeyUsage();
        if (leaf.getBasicConstraints() != -1 || (usage != null && (usage[KEY_CERT_SIGN] || usage[CRL_SIGN]))) {
            throw new PkiException(PkiReason.LEAF_IS_AUTHORITY, "");
        }
    }

    /** RFC 5280 §4.2.1.10: "The name constraints extension, which MUST be used only in a CA certificate, …" */
    static void leafHasNoNameConstraints(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        if (leaf.getExtensionValue(NAME_CONSTRAINTS) != null) {
            throw new PkiException(PkiReason.LEAF_HAS_NAME_CONSTRAINTS, "");
        }
    }

    /**
     * RFC 5280 §4.2.1.3: "The digitalSignature bit is asserted when the subject public key is used for verifying digital
     * signatures, other than signatures on certificates (bit 5) and CRLs (bit 6)". Ours, stricter: the extension must be
     * there.
     */
    static void keyUsageIsForSignatures(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        boolean[] usage = leaf.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw new PkiException(PkiReason.KEY_USAGE_NOT_FOR_SIGNATURES, "");
        }
    }

    /** SP 800-78-5 table 1 names the kinds of key for cards; the list here is for all profiles. */
    static void keyIsAllowed(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        AllowedKeys.require(leaf.getPublicKey());
    }

    /**
     * RFC 5280 §6.1.4 (k), (n): "verify that the basicConstraints extension is present and that cA is set to TRUE", "If a
     * key usage extension is present, verify that the keyCertSign bit is set." Ours, stricter: key usage must be present.
     */
    static void issuerMayIssue(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        boolean[] usage = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < 0 || usage == null || !usage[KEY_CERT_SIGN]) {
            throw new PkiException(PkiReason.ISSUER_NOT_VALID, "it is not marked as an authority");
        }
    }

    /**
     * RFC 5280 §6.1.3 (a)(1): "The signature on the certificate can be verified using working_public_key_algorithm, the
     * working_public_key, and the working_public_key_parameters."
     */
    static void signatureVerifies(X509Certificate leaf, X509Certificate issuer) throws PkiException {
        try {
            leaf.verify(issuer.getPublicKey());
        } catch (SignatureException | InvalidKeyException | CertificateException e) {
            throw new PkiException(PkiReason.SIGNATURE_INVALID, "", e);
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new PkiException(PkiReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, leaf.getSigAlgName(), e);
        }
    }
}
