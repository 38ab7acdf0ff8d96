package org.lanyard.pki.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/**
 * A certificate to be: it starts as the profile wants it, and each call breaks or changes one thing. {@link #sign()}
 * makes it, with its key.
 */
public final class TestCertificate {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate issuer;
    private final PrivateKey issuerKey;
    private final Map<ASN1ObjectIdentifier, Value> extensions = new LinkedHashMap<>();
    private KeyPair key = null;
    private PublicKey publicKey = null;
    private BigInteger serial = new BigInteger(158, RANDOM).setBit(158);
    private X500Name issuerName;
    private X500Name subject;
    private Instant notBefore;
    private Instant notAfter;
    private String algorithm;
    private boolean alterSignature = false;

    private record Value(boolean critical, ASN1Encodable value) {}

    TestCertificate(
            X509Certificate issuer, PrivateKey issuerKey, OidArc arc, Profile profile, SubjectName name, Instant now) {
        this.issuer = issuer;
        this.issuerKey = issuerKey;
        this.issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        this.notBefore = now.minusSeconds(300);
        this.notAfter = now.plus(profile.validity());
        this.algorithm = "EC".equals(issuerKey.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
        keyUsage(KeyUsage.digitalSignature);
        put(Extension.authorityKeyIdentifier, false, identifiers().createAuthorityKeyIdentifier(issuer.getPublicKey()));
        policies(arc.policy(profile));
        keyPurposes(profile.extendedKeyUsageIsCritical(), arc.keyPurpose(profile));
        if (profile.isNotCheckedForRevocation()) {
            put(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
        name(name);
    }

    private void name(SubjectName name) {
        subject = new X500Name(new org.bouncycastle.asn1.x500.RDN[0]);
        if (name instanceof SubjectName.Card card) {
            subjectSerialNumber(card.id().toString());
            names(new GeneralName(
                    GeneralName.uniformResourceIdentifier, card.uri().toString()));
        } else if (name instanceof SubjectName.Service service) {
            names(new GeneralName(
                    GeneralName.uniformResourceIdentifier, service.uri().toString()));
        } else if (name instanceof SubjectName.Hosts hosts) {
            names(hosts.dnsNames().stream()
                    .map(host -> new GeneralName(GeneralName.dNSName, host))
                    .toArray(GeneralName[]::new));
        }
    }

    /** The subject's key pair; a fresh P-256 one otherwise. */
    public TestCertificate key(KeyPair pair) {
        key = pair;
        publicKey = pair.getPublic();
        return this;
    }

    /** The subject's public key alone: {@link #sign()} then has no private key to give, {@link #certify()} does. */
    public TestCertificate publicKey(PublicKey only) {
        publicKey = only;
        return this;
    }

    /** The serial number. */
    public TestCertificate serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** The validity. */
    public TestCertificate validity(Instant from, Instant until) {
        notBefore = from;
        notAfter = until;
        return this;
    }

    /** The issuer's name, whatever the issuer is called. */
    public TestCertificate issuerName(String name) {
        issuerName = new X500Name(name);
        return this;
    }

    /** The subject, such as {@code CN=somebody}. */
    public TestCertificate subject(String name) {
        subject = new X500Name(name);
        return this;
    }

    /** The subject as a card has it, with this text for the serialNumber. */
    public TestCertificate subjectSerialNumber(String text) {
        subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString(text))
                .build();
        return this;
    }

    /** The alternative names. */
    public TestCertificate names(GeneralName... names) {
        return put(
                Extension.subjectAlternativeName,
                subject == null || subject.getRDNs().length == 0,
                new GeneralNames(names));
    }

    /** The alternative names, all of them URIs. */
    public TestCertificate uris(String... uris) {
        List<GeneralName> names = new ArrayList<>();
        for (String uri : uris) {
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        }
        return names(names.toArray(GeneralName[]::new));
    }

    /** The key usage, by the bits of {@link KeyUsage}. */
    public TestCertificate keyUsage(int bits) {
        return put(Extension.keyUsage, true, new KeyUsage(bits));
    }

    /** The certificate policies. */
    public TestCertificate policies(String... oids) {
        PolicyInformation[] all = new PolicyInformation[oids.length];
        for (int i = 0; i < oids.length; i++) {
            all[i] = new PolicyInformation(new ASN1ObjectIdentifier(oids[i]));
        }
        return put(Extension.certificatePolicies, false, new CertificatePolicies(all));
    }

    /** The extended key usage. */
    public TestCertificate keyPurposes(boolean critical, String... oids) {
        KeyPurposeId[] all = new KeyPurposeId[oids.length];
        for (int i = 0; i < oids.length; i++) {
            all[i] = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oids[i]));
        }
        return put(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(all));
    }

    /** Basic constraints with cA true. */
    public TestCertificate authority() {
        return put(Extension.basicConstraints, true, new BasicConstraints(true));
    }

    /** Any extension. */
    public TestCertificate extension(String oid, boolean critical, ASN1Encodable value) {
        return put(new ASN1ObjectIdentifier(oid), critical, value);
    }

    /** Leaves an extension out. */
    public TestCertificate without(String oid) {
        extensions.remove(new ASN1ObjectIdentifier(oid));
        return this;
    }

    /** The JCA's name of the signature algorithm. */
    public TestCertificate signatureAlgorithm(String name) {
        algorithm = name;
        return this;
    }

    /** Flips one bit of the signature. */
    public TestCertificate alteredSignature() {
        alterSignature = true;
        return this;
    }

    private TestCertificate put(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        extensions.put(oid, new Value(critical, value));
        return this;
    }

    /** Signs, and answers with the certificate and its key; the chain is leaf and issuing authority. */
    public SigningKey sign() {
        if (publicKey == null) {
            key(TestKeys.p256());
        }
        if (key == null) {
            throw new IllegalStateException("No private key was given: use certify()");
        }
        return new SigningKey(key.getPrivate(), List.of(certify(), issuer));
    }

    /** Signs, and answers with the certificate alone. */
    public X509Certificate certify() {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Odder than the JDK parses: use der()", e);
        }
    }

    /** Signs, and answers with the bytes, which the JDK's parser may refuse. */
    public byte[] der() {
        if (publicKey == null) {
            key(TestKeys.p256());
        }
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuerName,
                    serial,
                    Date.from(notBefore),
                    Date.from(notAfter),
                    subject,
                    SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()));
            for (Map.Entry<ASN1ObjectIdentifier, Value> extension : extensions.entrySet()) {
                builder.addExtension(
                        extension.getKey(),
                        extension.getValue().critical(),
                        extension.getValue().value());
            }
            byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey))
                    .getEncoded();
            if (alterSignature) {
                der[der.length - 1] ^= 1;
            }
            return der;
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JcaX509ExtensionUtils identifiers() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
