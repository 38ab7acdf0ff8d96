package org.lanyard.pki.path.revocation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.Extensions;
import org.lanyard.pki.path.parse.KeyUsage;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.OcspAnswer.CertificateQuestion;
import org.lanyard.pki.path.parse.OcspAnswer.Said;
import org.lanyard.pki.path.parse.OcspAnswer.Single;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.SubjectKey;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.SignatureCheck;
import org.lanyard.pki.path.rules.ValidPath;
import org.lanyard.pki.path.rules.WorkingKey;

/**
 * One OCSP answer about one certificate: RFC 6960 §3.2, in its order.
 *
 * @param longest for how long an answer without nextUpdate counts from its thisUpdate: our policy
 * @param skew by how much a responder's clock may be ahead: our policy
 */
public record OcspJudge(Duration longest, Duration skew) {
    /** An hour without nextUpdate, five minutes ahead. */
    public static final OcspJudge DEFAULT = new OcspJudge(Duration.ofHours(1), Duration.ofMinutes(5));

    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final Map<String, String> HASHES = Map.of(
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    /** Who issued the certificate that is asked about. */
    public record Issuer(byte[] name, SubjectKey subjectKey, WorkingKey key, Optional<ParsedCertificate> certificate) {
        /** Of a certificate of a path. */
        public static Issuer of(ValidPath path, int position) {
            Optional<ParsedCertificate> above =
                    position + 1 < path.path().certificates().size()
                            ? Optional.of(path.path().certificates().get(position + 1))
                            : path.path().anchor().certificate();
            return new Issuer(
                    path.path().certificates().get(position).issuer().der(),
                    path.issuerSubjectKey(position),
                    path.issuerKey(position),
                    above);
        }

        public Issuer {
            name = name.clone();
        }
    }

    /**
     * Until when the certificate is known not to be revoked.
     *
     * @param nonce what was asked with; empty: the answer's own does not count
     * @return empty where the answer is about other certificates
     * @throws PathException REVOKED, OCSP_CERTIFICATE_UNKNOWN; else why the answer cannot be relied on
     */
    public Optional<Instant> judge(
            OcspAnswer answer,
            Issuer issuer,
            ParsedCertificate certificate,
            Optional<byte[]> nonce,
            PathInputs inputs,
            Budget budget)
            throws PathException {
        // 1. "The certificate identified in a received response corresponds to the certificate that was identified in
        // the
        // corresponding request."
        List<Single> about = new ArrayList<>(1);
        for (Single each : answer.singles()) {
            if (isAbout(each.about(), issuer, certificate)) {
                about.add(each);
            }
        }
        if (about.isEmpty()) {
            return Optional.empty();
        }
        // 2. "The signature on the response is valid", 3. "The identity of the signer matches the intended recipient of
        // the
        // request", 4. "The signer is currently authorized to provide a response for the certificate in question".
        isSigned(answer, issuer, inputs, budget);
        if (nonce.isPresent() && !Arrays.equals(nonce.get(), answer.nonce().orElse(null))) {
            throw new PathException(PathReason.OCSP_NONCE_DIFFERS, "");
        }
        return Optional.of(said(about, inputs.at()));
    }

    /** What is said, the worst of it where an answer says several things of one certificate. */
    private Instant said(List<Single> about, Instant at) throws PathException {
        for (Single single : about) {
            if (single.said() == Said.REVOKED) {
                throw new PathException(
                        PathReason.REVOKED,
                        "since " + single.revoked().orElseThrow().revokedAt() + ", reason "
                                + single.revoked().orElseThrow().reason());
            }
        }
        Instant until = Instant.MAX;
        for (Single single : about) {
            if (single.said() == Said.UNKNOWN) {
                throw new PathException(PathReason.OCSP_CERTIFICATE_UNKNOWN, "");
            }
            Instant each = current(single, at);
            until = each.isBefore(until) ? each : until;
        }
        return until;
    }

    /**
     * 5. "The time at which the status being indicated is known to be correct (thisUpdate) is sufficiently recent", 6. "When
     * available, the time at or before which newer information will be available … (nextUpdate) is greater than the current time."
     */
    private Instant current(Single single, Instant at) throws PathException {
        Instant until = single.nextUpdate().orElse(single.thisUpdate().plus(longest));
        if (single.thisUpdate().isAfter(at.plus(skew)) || !at.isBefore(until)) {
            throw new PathException(PathReason.OCSP_NOT_CURRENT, single.thisUpdate() + " to " + until);
        }
        return until;
    }

    private static boolean isAbout(CertificateQuestion question, Issuer issuer, ParsedCertificate certificate) {
        String hash = HASHES.get(question.hash());
        return hash != null
                && question.serial().equals(certificate.serial())
                && Arrays.equals(question.issuerName(), digest(hash, issuer.name()))
                && Arrays.equals(
                        question.issuerKey(), digest(hash, issuer.subjectKey().bits()));
    }

    private static byte[] digest(String hash, byte[] bytes) {
        try {
            return MessageDigest.getInstance(hash).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks " + hash, e);
        }
    }

    private void isSigned(OcspAnswer answer, Issuer issuer, PathInputs inputs, Budget budget) throws PathException {
        boolean byIssuer = issuer.certificate().isEmpty()
                || answer.isSignedAs(
                        issuer.certificate().get().subject(),
                        digest("SHA-1", issuer.subjectKey().bits()));
        if (byIssuer && verifies(answer, issuer.key(), inputs, budget)) {
            return;
        }
        for (ParsedCertificate delegate : answer.certificates()) {
            if (answer.isSignedAs(
                    delegate.subject(), digest("SHA-1", delegate.key().bits()))) {
                mayAnswer(delegate, issuer, inputs, budget);
                if (verifies(answer, WorkingKey.of(delegate.key(), inputs.algorithms()), inputs, budget)) {
                    return;
                }
            }
        }
        throw new PathException(
                byIssuer || !answer.certificates().isEmpty()
                        ? PathReason.OCSP_SIGNATURE_INVALID
                        : PathReason.OCSP_SIGNER_NOT_ALLOWED,
                "");
    }

    private static boolean verifies(OcspAnswer answer, WorkingKey key, PathInputs inputs, Budget budget)
            throws PathException {
        budget.signature(key.cost());
        return SignatureCheck.verifies(
                key, answer.signatureAlgorithm(), answer.signedPart(), answer.signature(), inputs.algorithms());
    }

    /**
     * §4.2.2.2: "OCSP signing delegation SHALL be designated by the inclusion of id-kp-OCSPSigning in an extended key usage
     * certificate extension included in the OCSP response signer's certificate. This certificate MUST be issued directly by the CA
     * that is identified in the request." Ours, stricter: its own revocation has to be settled by id-pkix-ocsp-nocheck.
     */
    private static void mayAnswer(ParsedCertificate delegate, Issuer issuer, PathInputs inputs, Budget budget)
            throws PathException {
        Extensions extensions = delegate.extensions();
        Optional<KeyUsage> usage = extensions.keyUsage();
        boolean marked = extensions.purposes().isPresent()
                && extensions.purposes().get().contains(OCSP_SIGNING)
                && (usage.isEmpty() || usage.get().signs())
                && extensions.present().contains(Extensions.OCSP_NOCHECK);
        boolean inTime = !inputs.at().isBefore(delegate.notBefore())
                && inputs.at().isBefore(delegate.notAfter().plusSeconds(1));
        boolean known = extensions.critical().stream().noneMatch(extensions.unknown()::contains);
        if (!marked || !inTime || !known || !Arrays.equals(delegate.issuer().der(), issuer.name())) {
            throw new PathException(PathReason.OCSP_SIGNER_NOT_ALLOWED, delegate.label());
        }
        budget.signature(issuer.key().cost());
        if (!SignatureCheck.verifies(
                issuer.key(),
                delegate.signatureAlgorithm(),
                delegate.signedPart(),
                delegate.signature(),
                inputs.algorithms())) {
            throw new PathException(PathReason.OCSP_SIGNER_NOT_ALLOWED, delegate.label() + " is not of this issuer");
        }
    }
}
