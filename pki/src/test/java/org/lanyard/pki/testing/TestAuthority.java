package org.lanyard.pki.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.FixedIssuers;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.TrustedIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/**
 * A root (P-384) and an issuing authority (P-256) in memory, without a store.
 *
 * <pre>{@code
 * TestAuthority authority = TestAuthority.create();
 * SigningKey card = authority.issue(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()));
 * SigningKey odd = authority.certificate(Profile.KIOSK, name).keyPurposes(false, OidArc.SERVER_AUTH).sign();
 * VerifiedLeaf leaf = authority.validator().validate(card.certificate(), Instant.now());
 * }</pre>
 */
public final class TestAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SigningKey root;
    private final SigningKey issuing;
    private final OidArc arc;
    private final Instant now;

    private TestAuthority(SigningKey root, SigningKey issuing, OidArc arc, Instant now) {
        this.root = root;
        this.issuing = issuing;
        this.arc = arc;
        this.now = now;
    }

    /** An authority whose certificates are valid now. */
    public static TestAuthority create() {
        return create(Instant.now());
    }

    /** An authority whose certificates are valid from a day before a time. */
    public static TestAuthority create(Instant now) {
        CryptoProviders.install();
        KeyPair rootPair = TestKeys.p384();
        KeyPair issuingPair = TestKeys.p256();
        Instant from = now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
        X500Name rootName = opaqueName();
        X509Certificate rootCertificate = authority(
                new SigningPair(rootName, rootPair),
                new SigningPair(rootName, rootPair),
                from,
                Duration.ofDays(7300),
                1);
        X500Name issuingName = opaqueName();
        X509Certificate issuingCertificate = authority(
                new SigningPair(rootName, rootPair),
                new SigningPair(issuingName, issuingPair),
                from,
                Duration.ofDays(3650),
                0);
        return new TestAuthority(
                new SigningKey(rootPair.getPrivate(), List.of(rootCertificate)),
                new SigningKey(issuingPair.getPrivate(), List.of(issuingCertificate, rootCertificate)),
                OidArc.DEFAULT,
                now);
    }

    /** The root's certificate. */
    public X509Certificate root() {
        return root.certificate();
    }

    /** The root's key, chain of one. */
    public SigningKey rootKey() {
        return root;
    }

    /** The issuing authority's certificate. */
    public X509Certificate issuing() {
        return issuing.certificate();
    }

    /** The issuing authority's key, chain of two. */
    public SigningKey issuingKey() {
        return issuing;
    }

    /** The arc of the policies. */
    public OidArc arc() {
        return arc;
    }

    /** A list with this issuing authority alone. */
    public TrustedIssuers issuers() {
        try {
            return FixedIssuers.of(issuing());
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh validator that trusts this authority alone. */
    public LeafValidator validator() {
        return new LeafValidator(issuers(), arc);
    }

    /** A good certificate with a fresh P-256 key. */
    public SigningKey issue(Profile profile, SubjectName name) {
        return certificate(profile, name).sign();
    }

    /** A good certificate with a given key. */
    public SigningKey issue(Profile profile, SubjectName name, KeyPair key) {
        return certificate(profile, name).key(key).sign();
    }

    /** A good certificate for somebody else's key. */
    public X509Certificate certify(Profile profile, SubjectName name, PublicKey key) {
        return certificate(profile, name).publicKey(key).certify();
    }

    /** A certificate that ended a day ago. */
    public SigningKey expired(Profile profile, SubjectName name) {
        return certificate(profile, name)
                .validity(now.minus(Duration.ofHours(20)), now.minus(Duration.ofHours(19)))
                .sign();
    }

    /** A certificate that begins tomorrow. */
    public SigningKey notYetValid(Profile profile, SubjectName name) {
        return certificate(profile, name)
                .validity(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)))
                .sign();
    }

    /** A certificate with the policy of one profile and the key purpose of another. */
    public SigningKey withKeyPurposeOf(Profile profile, Profile other, SubjectName name) {
        return certificate(profile, name)
                .keyPurposes(false, arc.keyPurpose(other))
                .sign();
    }

    /** A certificate to be, good until something about it is changed. */
    public TestCertificate certificate(Profile profile, SubjectName name) {
        return new TestCertificate(issuing(), issuing.key(), arc, profile, name, now);
    }

    private record SigningPair(X500Name name, KeyPair pair) {}

    private static X500Name opaqueName() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return new X500Name("CN=" + HexFormat.of().formatHex(random));
    }

    private static X509Certificate authority(
            SigningPair issuer, SigningPair subject, Instant from, Duration validity, int pathLength) {
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                            issuer.name(),
                            new BigInteger(158, RANDOM).setBit(158),
                            Date.from(from),
                            Date.from(from.plus(validity)),
                            subject.name(),
                            SubjectPublicKeyInfo.getInstance(
                                    subject.pair().getPublic().getEncoded()))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(
                                    subject.pair().getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(
                                    issuer.pair().getPublic()));
            if (!issuer.name().equals(subject.name())) {
                builder.addExtension(
                        Extension.certificatePolicies,
                        false,
                        new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("2.5.29.32.0"))));
            }
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA384withECDSA")
                            .build(issuer.pair().getPrivate()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
