package org.lanyard.pki.lint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileSettings;

/** A certificate to be, as the rules see it: its parts, the JDK's view of a linting copy, its issuer and its profile. */
final class LintSubject {
    private final TbsParts parts;
    private final Optional<ProfileSettings> settings;
    private final OidArc arc;
    private final Optional<X509Certificate> copy;
    private final Issuer issuer;
    private final Optional<PublicKey> key;
    private final Map<String, RawExtension> firstOf = new HashMap<>();
    private Instant notBefore;
    private Instant notAfter;

    private LintSubject(
            TbsParts parts,
            Optional<ProfileSettings> settings,
            OidArc arc,
            Optional<X509Certificate> copy,
            Issuer issuer) {
        this.parts = parts;
        this.settings = settings;
        this.arc = arc;
        this.copy = copy;
        this.issuer = issuer;
        // The JDK has read the key already, where it takes the certificate.
        this.key = copy.map(X509Certificate::getPublicKey).or(parts::key);
        parts.extensions().forEach(extension -> firstOf.putIfAbsent(extension.oid(), extension));
    }

    /**
     * Takes bytes apart.
     *
     * @param settings empty for an authority's certificate
     * @param issuer empty for a root, which is its own issuer
     * @throws PkiException CERTIFICATE_MALFORMED if the bytes are no TBSCertificate
     */
    static LintSubject of(byte[] tbs, Optional<ProfileSettings> settings, Optional<X509Certificate> issuer, OidArc arc)
            throws PkiException {
        Issuer known = issuer.isPresent() ? Issuer.of(issuer.get()) : null;
        return of(tbs, settings, known, arc);
    }

    /** As the other, under an issuer that was taken apart before; null for a root. */
    static LintSubject of(byte[] tbs, Optional<ProfileSettings> settings, Issuer issuer, OidArc arc)
            throws PkiException {
        TbsParts parts = TbsParts.of(tbs);
        try {
            Optional<X509Certificate> copy = lintingCopy(parts);
            Issuer signer = issuer != null ? issuer : self(parts);
            return new LintSubject(parts, settings, arc, copy, signer);
        } catch (RuntimeException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "a root that is its own issuer", e);
        }
    }

    private static Issuer self(TbsParts parts) {
        return Issuer.of(
                encoded(parts.subject()),
                parts.extension("2.5.29.14").map(LintSubject::octets),
                parts.key().orElse(null),
                parts.notBefore(),
                parts.notAfter(),
                parts.extension("2.5.29.19").map(LintSubject::pathLength).orElse(-1));
    }

    private static byte[] octets(RawExtension extension) {
        return ASN1OctetString.getInstance(extension.value()).getOctets();
    }

    private static int pathLength(RawExtension extension) {
        ASN1Integer length = BasicConstraints.getInstance(ASN1Sequence.getInstance(extension.value()))
                .getPathLenConstraintInteger();
        return length == null ? Integer.MAX_VALUE : length.intValueExact();
    }

    private static Optional<X509Certificate> lintingCopy(TbsParts parts) {
        ASN1EncodableVector certificate = new ASN1EncodableVector(3);
        certificate.add(parts.tbs());
        certificate.add(parts.signature());
        certificate.add(new DERBitString(new byte[64]));
        try {
            byte[] der = new DERSequence(certificate).getEncoded();
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (IOException | CertificateException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static byte[] encoded(ASN1Object object) {
        try {
            return object.getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be encoded", e);
        }
    }

    TbsParts parts() {
        return parts;
    }

    /** Empty for an authority. */
    Optional<Profile> profile() {
        return settings.map(ProfileSettings::profile);
    }

    /** What the installation chose about the profile; empty for an authority. */
    Optional<ProfileSettings> settings() {
        return settings;
    }

    boolean isAuthority() {
        return settings.isEmpty();
    }

    /** Whether it is its own issuer, by name. */
    boolean isRoot() {
        return parts.issuer().equals(parts.subject());
    }

    OidArc arc() {
        return arc;
    }

    Issuer issuer() {
        return issuer;
    }

    /** The same bytes as the JDK parses them; empty where it refuses. */
    Optional<X509Certificate> copy() {
        return copy;
    }

    Optional<RawExtension> extension(String oid) {
        return Optional.ofNullable(firstOf.get(oid));
    }

    List<RawExtension> extensions() {
        return parts.extensions();
    }

    Optional<PublicKey> key() {
        return key;
    }

    /** A time that cannot be read is the finding of every rule that asks for it. */
    Instant notBefore() {
        if (notBefore == null) {
            notBefore = parts.notBefore();
        }
        return notBefore;
    }

    Instant notAfter() {
        if (notAfter == null) {
            notAfter = parts.notAfter();
        }
        return notAfter;
    }

    Optional<KeyUsage> keyUsage() {
        return extension("2.5.29.15")
                .map(extension -> KeyUsage.getInstance(ASN1BitString.getInstance(extension.value())));
    }

    Optional<BasicConstraints> basicConstraints() {
        return extension("2.5.29.19")
                .map(extension -> BasicConstraints.getInstance(ASN1Sequence.getInstance(extension.value())));
    }
}
