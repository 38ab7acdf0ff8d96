package org.lanyard.webauthn.attestation;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanyard.pki.assertion.AttestationFacts;

/**
 * Step 24 of W3C WebAuthn Level 3 §7.1: "assess the attestation trustworthiness". The statement itself was verified by the
 * ceremony, with that the certificate's AAGUID is the authenticator data's (§8.2.1); here it is asked who vouches for the
 * certificate.
 *
 * <p>The JDK's PKIX does the path: attestation certificates of the world's makers break RFC 5280 in ways that our own
 * validator, made for signatures that bind people, does not forgive. A path is only tried to the roots of the models that
 * the key says it is of: one maker's root vouches for no other's.
 */
public final class AttestationJudge {
    private final Metadata metadata;
    private final Set<X509Certificate> extra;

    /** @param extra roots by configuration; what they vouch for is trusted, and certified by nobody */
    public AttestationJudge(Metadata metadata, Set<X509Certificate> extra) {
        this.metadata = metadata;
        this.extra = Set.copyOf(extra);
    }

    /**
     * Judges.
     *
     * @param aaguid 32 hexadecimal characters
     * @param chain of the statement, DER, leaf first; empty where it has none (none, self attestation)
     * @param at the time
     */
    public AttestationFacts judge(
            String aaguid, String format, List<byte[]> chain, Set<String> transports, Instant at) {
        String id = aaguid.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        List<X509Certificate> certificates = certificates(chain);
        List<Model> models = metadata.models().of(id, certificates);
        Optional<Model> vouched = models.stream()
                .filter(model -> !hasCompromisedKey(model, certificates) && leads(certificates, model.roots(), at))
                .findFirst();
        Optional<String> name =
                vouched.or(() -> metadata.models().of(id).stream().findFirst()).flatMap(Model::description);
        if (vouched.isEmpty()) {
            boolean trusted = models.stream().noneMatch(model -> hasCompromisedKey(model, certificates))
                    && leads(certificates, extra, at);
            return new AttestationFacts(id, format, trusted, false, Optional.empty(), name, transports);
        }
        ModelVerdict verdict =
                metadata.isCurrent(at) ? vouched.get().verdict(Metadata.day(at)) : ModelVerdict.NOT_CERTIFIED;
        return new AttestationFacts(id, format, true, verdict.certified(), verdict.level(), name, transports);
    }

    private static boolean hasCompromisedKey(Model model, List<X509Certificate> chain) {
        return model.compromisedKeys().stream()
                .anyMatch(key -> chain.stream()
                        .anyMatch(one -> Arrays.equals(key, one.getPublicKey().getEncoded())));
    }

    /** FIDO Metadata Statements 3.1 §4 attestationRootCertificates: a root, or "the attestation certificate" itself. */
    private static boolean leads(List<X509Certificate> chain, Set<X509Certificate> roots, Instant at) {
        if (chain.isEmpty() || roots.isEmpty()) {
            return false;
        }
        if (roots.contains(chain.get(0))) {
            return true;
        }
        // The root itself at the end of a chain proves nothing, and is no part of the path.
        List<X509Certificate> path = new ArrayList<>(chain);
        while (path.size() > 1 && roots.contains(path.get(path.size() - 1))) {
            path.remove(path.size() - 1);
        }
        try {
            Set<TrustAnchor> anchors =
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false); // makers hardly publish lists; FIDO's status reports stand for them
            parameters.setPolicyQualifiersRejected(false); // TPM certificates have critical policies
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException noWay) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(List<byte[]> chain) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] der : chain) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
            return certificates;
        } catch (CertificateException unreadable) {
            return List.of();
        }
    }
}
