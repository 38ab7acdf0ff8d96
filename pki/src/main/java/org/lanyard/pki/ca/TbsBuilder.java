package org.lanyard.pki.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.profile.CertificateExtensions;
import org.lanyard.pki.profile.EncodedTimes;
import org.lanyard.pki.profile.KeyUse;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublicationPoints;

/** Builds the bytes to be signed (RFC 5280 section 4.1). It judges nothing: that is the linter's part. */
final class TbsBuilder {
    private static final String ANY_POLICY = "2.5.29.32.0";

    private final V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();

    private TbsBuilder(BigInteger serial, Instant notBefore, Instant notAfter, SignatureAlgorithm algorithm) {
        generator.setSerialNumber(new ASN1Integer(serial));
        generator.setStartDate(EncodedTimes.of(notBefore));
        generator.setEndDate(EncodedTimes.of(notAfter));
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(algorithm.oid());
        // RFC 5758 section 3.2 leaves the parameters out for ECDSA; RFC 4055 section 5 wants NULL for RSA.
        generator.setSignature(
                algorithm == SignatureAlgorithm.RSA_SHA256
                        ? new AlgorithmIdentifier(oid, DERNull.INSTANCE)
                        : new AlgorithmIdentifier(oid));
    }

    /**
     * What certificates have of their issuer, the same in all of them.
     *
     * @param id what the issuer is called in addresses
     */
    record Under(X500Name name, byte[] keyIdentifier, SignatureAlgorithm algorithm, String id) {
        static Under of(X509Certificate issuer) throws PkiException {
            return new Under(
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                    CertificateExtensions.subjectKeyIdentifier(issuer).orElse(new byte[0]),
                    SignatureAlgorithm.of(issuer.getPublicKey()),
                    CertificateId.issuerId(issuer));
        }
    }

    /** Serial number and validity. */
    record Frame(BigInteger serial, Instant notBefore, Instant notAfter) {}

    static byte[] leaf(
            Frame frame,
            Under issuer,
            OidArc arc,
            ProfileSettings settings,
            SubjectName name,
            PublicKey key,
            PublicationPoints points)
            throws PkiException {
        Profile profile = settings.profile();
        TbsBuilder builder = new TbsBuilder(frame.serial(), frame.notBefore(), frame.notAfter(), issuer.algorithm());
        builder.names(issuer.name(), subject(name), key);
        builder.issuedUnder(issuer.keyIdentifier());
        builder.add(Extension.keyUsage, true, new KeyUsage(KeyUse.bits(settings.keyUsage())));
        builder.add(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(identifiers(arc.policy(profile), settings.morePolicies())
                        .map(PolicyInformation::new)
                        .toArray(PolicyInformation[]::new)));
        builder.add(
                Extension.extendedKeyUsage,
                profile.extendedKeyUsageIsCritical(),
                new ExtendedKeyUsage(identifiers(arc.keyPurpose(profile), settings.morePurposes())
                        .map(KeyPurposeId::getInstance)
                        .toArray(KeyPurposeId[]::new)));
        builder.add(Extension.subjectAlternativeName, !(name instanceof SubjectName.Card), alternativeNames(name));
        if (profile.isNotCheckedForRevocation()) {
            builder.add(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
        builder.points(points, issuer.id(), frame.serial(), profile);
        return builder.build();
    }

    private static Stream<ASN1ObjectIdentifier> identifiers(String own, List<String> more) {
        return Stream.concat(Stream.of(own), more.stream()).map(ASN1ObjectIdentifier::new);
    }

    static byte[] authority(
            Frame frame,
            Optional<X509Certificate> issuer,
            String commonName,
            PublicKey key,
            byte[] keyIdentifier,
            int pathLength,
            PublicationPoints points)
            throws PkiException {
        PublicKey signing = issuer.map(X509Certificate::getPublicKey).orElse(key);
        TbsBuilder builder =
                new TbsBuilder(frame.serial(), frame.notBefore(), frame.notAfter(), SignatureAlgorithm.of(signing));
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERPrintableString(commonName))
                .build();
        X500Name issuerName = issuer.isPresent()
                ? X500Name.getInstance(issuer.get().getSubjectX500Principal().getEncoded())
                : subject;
        byte[] issuerIdentifier = issuer.isPresent()
                ? CertificateExtensions.subjectKeyIdentifier(issuer.get()).orElse(new byte[0])
                : keyIdentifier;
        builder.names(issuerName, subject, key);
        builder.add(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        builder.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        if (issuer.isPresent()) {
            // RFC 5280 section 6.1.3 (e): without any, no policy of a leaf would be valid for its path.
            builder.add(
                    Extension.certificatePolicies,
                    false,
                    new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(ANY_POLICY))));
        }
        builder.add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier));
        builder.issuedUnder(issuerIdentifier);
        if (issuer.isPresent()) {
            String root = CertificateId.issuerId(issuer.get());
            // No OCSP: the root's key is not there to answer, nor to name a responder.
            points.list(root, 0).ifPresent(builder::list);
            builder.access(Stream.of(access(X509ObjectIdentifiers.id_ad_caIssuers, points.certificate(root))));
        }
        return builder.build();
    }

    private void names(X500Name issuer, X500Name subject, PublicKey key) {
        generator.setIssuer(issuer);
        generator.setSubject(subject);
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    private void issuedUnder(byte[] keyIdentifier) {
        add(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyIdentifier));
    }

    private void points(PublicationPoints points, String authority, BigInteger serial, Profile profile) {
        // Nobody asks for the status of what answers such questions.
        boolean isChecked = !profile.isNotCheckedForRevocation();
        if (isChecked) {
            points.list(authority, points.shardOf(serial)).ifPresent(this::list);
        }
        access(Stream.of(
                access(X509ObjectIdentifiers.id_ad_ocsp, points.ocsp().filter(uri -> isChecked)),
                access(X509ObjectIdentifiers.id_ad_caIssuers, points.certificate(authority))));
    }

    private void list(URI uri) {
        DistributionPoint point =
                new DistributionPoint(new DistributionPointName(new GeneralNames(uri(uri))), null, null);
        add(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
    }

    private static Optional<AccessDescription> access(ASN1ObjectIdentifier method, Optional<URI> where) {
        return where.map(uri -> new AccessDescription(method, uri(uri)));
    }

    private void access(Stream<Optional<AccessDescription>> wanted) {
        AccessDescription[] access = wanted.flatMap(Optional::stream).toArray(AccessDescription[]::new);
        if (access.length > 0) {
            add(Extension.authorityInfoAccess, false, new DERSequence(access));
        }
    }

    private static GeneralName uri(URI uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString());
    }

    private static X500Name subject(SubjectName name) {
        return name instanceof SubjectName.Card card
                ? new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(
                                BCStyle.SERIALNUMBER,
                                new DERPrintableString(card.id().toString()))
                        .build()
                : new X500Name(new RDN[0]);
    }

    private static GeneralNames alternativeNames(SubjectName name) {
        if (name instanceof SubjectName.Hosts hosts) {
            return new GeneralNames(hosts.dnsNames().stream()
                    .map(host -> new GeneralName(GeneralName.dNSName, host))
                    .toArray(GeneralName[]::new));
        }
        return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, name.text()));
    }

    private void add(ASN1ObjectIdentifier oid, boolean critical, org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            extensions.addExtension(oid, critical, value);
        } catch (IOException e) {
            throw new IllegalStateException("an extension of our own making cannot be encoded", e);
        }
    }

    private byte[] build() {
        generator.setExtensions(extensions.generate());
        try {
            return generator.generateTBSCertificate().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a certificate of our own making cannot be encoded", e);
        }
    }
}
