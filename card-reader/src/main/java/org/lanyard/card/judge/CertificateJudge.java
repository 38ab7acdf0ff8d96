package org.lanyard.card.judge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.judge.CardTrust.Use;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.AllowedKeys;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.parse.KeyIdentifier;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.rules.PolicyInputs;

/** What is wrong with a certificate that stands on a card, for its use (FIPS 201-3 §4.2.2; RFC 5280). */
final class CertificateJudge {
    private static final String PIV_CONTENT_SIGNING = "2.16.840.1.101.3.6.7";
    /** The same of PIV-I, which the Federal Bridge numbers. */
    private static final String PIV_I_CONTENT_SIGNING = "2.16.840.1.101.3.8.7";

    private static final String CARD_AUTHENTICATION = "2.16.840.1.101.3.6.8";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final CardTrust trust;

    CertificateJudge(CardTrust trust) {
        this.trust = trust;
    }

    Set<Flaw> flaws(X509Certificate certificate, Use use) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        ParsedCertificate parsed;
        try {
            parsed = ParsedCertificate.of(certificate.getEncoded());
        } catch (PathException | CertificateEncodingException e) {
            return EnumSet.of(Flaw.CERTIFICATE_REFUSED);
        }
        if (!keyIsAllowed(certificate)) {
            flaws.add(Flaw.KEY_NOT_ALLOWED);
        }
        if (!parsed.extensions().keyUsage().map(usage -> usage.signs()).orElse(false)
                || parsed.extensions().keyUsage().get().signsCertificates()) {
            flaws.add(Flaw.KEY_USAGE_DIFFERS);
        }
        if (!purposeFits(parsed.extensions().purposes(), use)) {
            flaws.add(Flaw.PURPOSE_DIFFERS);
        }
        if (!identifierIsKeys(parsed)) {
            flaws.add(Flaw.KEY_IDENTIFIER_DIFFERS);
        }
        pathFlaw(parsed, use).ifPresent(flaws::add);
        return flaws;
    }

    private static boolean keyIsAllowed(X509Certificate certificate) {
        try {
            AllowedKeys.require(certificate.getPublicKey());
            return true;
        } catch (PkiException e) {
            return false;
        }
    }

    private static boolean purposeFits(Optional<List<String>> carried, Use use) {
        return switch (use) {
            case CONTENT_SIGNER ->
                carried.map(all -> all.contains(PIV_CONTENT_SIGNING) || all.contains(PIV_I_CONTENT_SIGNING))
                        .orElse(false);
            case CARD_AUTHENTICATION ->
                carried.map(List.of(CARD_AUTHENTICATION)::equals).orElse(false);
            // Older profiles leave it out.
            case PIV_AUTHENTICATION ->
                carried.map(all -> (all.contains(CLIENT_AUTHENTICATION) || all.contains(ANY_PURPOSE))
                                && !all.contains(CARD_AUTHENTICATION))
                        .orElse(true);
        };
    }

    /**
     * RFC 5280 §4.2.1.2 (1) and (2), RFC 7093 §2 (1) to (3). A certificate without an identifier is the path's business.
     */
    private static boolean identifierIsKeys(ParsedCertificate certificate) {
        Optional<KeyIdentifier> told = certificate.extensions().subjectKey();
        if (told.isEmpty()) {
            return true;
        }
        byte[] octets = told.get().octets();
        byte[] bits = certificate.key().bits();
        byte[] sha1 = digest("SHA-1", bits);
        if (Arrays.equals(octets, sha1)) {
            return true;
        }
        byte[] last60 = Arrays.copyOfRange(sha1, 12, 20);
        last60[0] = (byte) (last60[0] & 0x0F | 0x40);
        if (Arrays.equals(octets, last60)) {
            return true;
        }
        for (String algorithm : List.of("SHA-256", "SHA-384", "SHA-512")) {
            byte[] longer = digest(algorithm, bits);
            if (Arrays.equals(octets, Arrays.copyOf(longer, 20)) || Arrays.equals(octets, longer)) {
                return true;
            }
        }
        return Arrays.equals(octets, digest("SHA-256", certificate.key().der()));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private Optional<Flaw> pathFlaw(ParsedCertificate certificate, Use use) {
        try {
            Set<String> wanted = trust.policies().get(use);
            PathQuestion asked = trust.question();
            PathQuestion question = wanted == null
                    ? asked
                    : new PathQuestion(
                            asked.inputs().with(PolicyInputs.explicit(wanted)),
                            asked.revocation(),
                            asked.lists(),
                            asked.answers(),
                            asked.limits());
            trust.paths().validate(certificate, question);
            return Optional.empty();
        } catch (PathException e) {
            boolean ofLeaf = e.position().orElse(0) == 0;
            return Optional.of(flaw(e.reason(), ofLeaf));
        }
    }

    private static Flaw flaw(PathReason reason, boolean ofLeaf) {
        return switch (reason) {
            case NO_PATH -> Flaw.CERTIFICATE_NOT_TRUSTED;
            case POLICY_REQUIRED -> Flaw.POLICY_NOT_ACCEPTED;
            case NOT_YET_VALID -> ofLeaf ? Flaw.CERTIFICATE_NOT_YET_VALID : Flaw.AUTHORITY_REFUSED;
            case EXPIRED -> ofLeaf ? Flaw.CERTIFICATE_EXPIRED : Flaw.AUTHORITY_REFUSED;
            case SIGNATURE_INVALID -> ofLeaf ? Flaw.CERTIFICATE_ALTERED : Flaw.AUTHORITY_REFUSED;
            case REVOKED -> ofLeaf ? Flaw.CERTIFICATE_REVOKED : Flaw.AUTHORITY_REFUSED;
            case KEY_NOT_ALLOWED -> ofLeaf ? Flaw.KEY_NOT_ALLOWED : Flaw.AUTHORITY_REFUSED;
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
                    OCSP_UNAVAILABLE -> Flaw.CERTIFICATE_STATUS_UNKNOWN;
            default -> ofLeaf ? Flaw.CERTIFICATE_REFUSED : Flaw.AUTHORITY_REFUSED;
        };
    }
}
