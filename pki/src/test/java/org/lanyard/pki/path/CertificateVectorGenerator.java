package org.lanyard.pki.path;

import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestCertificate;
import org.lanyard.pki.testing.TestKeys;
import org.lanyard.vectors.CertificateVectors;
import org.lanyard.vectors.CertificateVectors.Case;
import org.lanyard.vectors.Provenance;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

/** A certificate of every profile, and certificates that are odd in one way, as data for validators in other languages. */
final class CertificateVectorGenerator implements VectorGenerator {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static final SubjectName CARD =
            new SubjectName.Card(UUID.fromString("3f8a2c1e-5b7d-4e90-a1b2-c3d4e5f60718"));
    private static final SubjectName KIOSK = new SubjectName.Service(URI.create("https://kiosk-7.school.example/"));
    private static final SubjectName SERVICE = new SubjectName.Service(URI.create("urn:lanyard:webauthn:one"));
    private static final SubjectName RESPONDER = new SubjectName.Service(URI.create("urn:lanyard:ocsp:one"));
    private static final SubjectName ADMIN = new SubjectName.Service(URI.create("urn:lanyard:admin:one"));
    private static final SubjectName SIGNER = new SubjectName.Service(URI.create("urn:lanyard:content-signer:one"));
    private static final SubjectName HOSTS =
            new SubjectName.Hosts(List.of("login.school.example", "kiosk.school.example"));

    private final TestAuthority authority = TestAuthority.create(NOW);
    private final List<Case> cases = new ArrayList<>();

    @Override
    public String fileName() {
        return Vectors.CERTIFICATES;
    }

    @Override
    public CertificateVectors generate() throws CertificateEncodingException {
        cases.clear();
        accepted();
        refused();
        return new CertificateVectors(
                new Provenance(
                        "A leaf of every profile, and leaves that are refused, one thing broken in each",
                        CertificateVectorGenerator.class.getName(),
                        LocalDate.now(ZoneOffset.UTC)),
                authority.arc().arc(),
                base64(authority.root()),
                List.of(base64(authority.issuing())),
                cases);
    }

    private void accepted() throws CertificateEncodingException {
        good("card-9e", Profile.CARD_9E, CARD, authority.issue(Profile.CARD_9E, CARD));
        good("card-9e-p-384", Profile.CARD_9E, CARD, authority.issue(Profile.CARD_9E, CARD, TestKeys.p384()));
        good("card-9e-rsa-2048", Profile.CARD_9E, CARD, authority.issue(Profile.CARD_9E, CARD, TestKeys.rsa(2048)));
        good("card-9a", Profile.CARD_9A, CARD, authority.issue(Profile.CARD_9A, CARD));
        good("kiosk", Profile.KIOSK, KIOSK, authority.issue(Profile.KIOSK, KIOSK));
        good("webauthn-service", Profile.WEBAUTHN_SERVICE, SERVICE, authority.issue(Profile.WEBAUTHN_SERVICE, SERVICE));
        good("tls-server", Profile.TLS_SERVER, HOSTS, authority.issue(Profile.TLS_SERVER, HOSTS));
        good("ocsp-responder", Profile.OCSP_RESPONDER, RESPONDER, authority.issue(Profile.OCSP_RESPONDER, RESPONDER));
        good("admin", Profile.ADMIN, ADMIN, authority.issue(Profile.ADMIN, ADMIN));
        good(
                "card-content-signer",
                Profile.CARD_CONTENT_SIGNER,
                SIGNER,
                authority.issue(Profile.CARD_CONTENT_SIGNER, SIGNER));
    }

    private void refused() throws CertificateEncodingException {
        bad("expired", PkiReason.CERTIFICATE_EXPIRED, authority.expired(Profile.CARD_9E, CARD));
        bad("not-yet-valid", PkiReason.CERTIFICATE_NOT_YET_VALID, authority.notYetValid(Profile.CARD_9E, CARD));
        bad(
                "strange-authority",
                PkiReason.ISSUER_NOT_TRUSTED,
                TestAuthority.create(NOW).issue(Profile.CARD_9E, CARD));
        bad("signature-altered", PkiReason.SIGNATURE_INVALID, card().alteredSignature());
        bad("rsa-1024", PkiReason.KEY_NOT_ALLOWED, card().key(TestKeys.rsa(1024)));
        bad("no-policy", PkiReason.POLICY_NOT_OURS, card().without("2.5.29.32"));
        bad(
                "two-policies",
                PkiReason.POLICY_AMBIGUOUS,
                card().policies(
                                authority.arc().policy(Profile.CARD_9E),
                                authority.arc().policy(Profile.KIOSK)));
        bad(
                "key-purpose-of-another-profile",
                PkiReason.EXTENDED_KEY_USAGE_NOT_FOR_PROFILE,
                authority.withKeyPurposeOf(Profile.CARD_9E, Profile.WEBAUTHN_SERVICE, CARD));
        bad("an-authority", PkiReason.LEAF_IS_AUTHORITY, card().authority());
        bad(
                "without-digital-signature",
                PkiReason.KEY_USAGE_NOT_FOR_SIGNATURES,
                card().keyUsage(KeyUsage.keyAgreement));
        bad(
                "critical-extension-unknown",
                PkiReason.CRITICAL_EXTENSION_UNKNOWN,
                card().extension("2.25.1234", true, DERNull.INSTANCE));
        bad("name-of-a-person", PkiReason.NAME_NOT_FOR_PROFILE, card().subject("CN=Mia Example"));
        bad("name-of-a-kiosk", PkiReason.NAME_NOT_FOR_PROFILE, card().uris("https://kiosk-7.school.example/"));
    }

    private TestCertificate card() {
        return authority.certificate(Profile.CARD_9E, CARD);
    }

    private void good(String id, Profile profile, SubjectName name, SigningKey key)
            throws CertificateEncodingException {
        cases.add(new Case(
                id,
                "A good one of the profile " + profile.label(),
                NOW,
                base64(key.certificate()),
                true,
                profile.label(),
                text(name),
                null));
    }

    private void bad(String id, PkiReason reason, TestCertificate certificate) throws CertificateEncodingException {
        bad(id, reason, certificate.sign());
    }

    private void bad(String id, PkiReason reason, SigningKey key) throws CertificateEncodingException {
        cases.add(new Case(
                id,
                "A card's, with one thing broken: " + id.replace('-', ' '),
                NOW,
                base64(key.certificate()),
                false,
                null,
                null,
                reason.name()));
    }

    /** A name as the vectors write it. */
    static String text(SubjectName name) {
        if (name instanceof SubjectName.Card card) {
            return card.uri().toString();
        }
        return name instanceof SubjectName.Service service
                ? service.uri().toString()
                : String.join(",", ((SubjectName.Hosts) name).dnsNames());
    }

    private static String base64(X509Certificate certificate) throws CertificateEncodingException {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }
}
