package org.lanyard.pki.profile;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * Strict readers of the extensions that matter here. Whatever the bytes are, either a value or CERTIFICATE_MALFORMED
 * comes out.
 */
public final class CertificateExtensions {
    private CertificateExtensions() {}

    /** The identifiers of the certificate policies (RFC 5280 section 4.2.1.4); empty where the extension is absent. */
    public static List<String> policies(X509Certificate certificate) throws PkiException {
        return read(certificate, Extension.certificatePolicies.getId(), value -> {
                    List<String> ids = new ArrayList<>(1);
                    for (PolicyInformation policy :
                            CertificatePolicies.getInstance(value).getPolicyInformation()) {
                        ids.add(policy.getPolicyIdentifier().getId());
                    }
                    return ids;
                })
                .orElse(List.of());
    }

    /** The key purposes (RFC 5280 section 4.2.1.12); empty where the extension is absent. */
    public static List<String> keyPurposes(X509Certificate certificate) throws PkiException {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "extended key usage", e);
        }
    }

    /** The key identifier of the issuer (RFC 5280 section 4.2.1.1). */
    public static Optional<byte[]> authorityKeyIdentifier(X509Certificate certificate) throws PkiException {
        return read(
                certificate,
                Extension.authorityKeyIdentifier.getId(),
                value -> AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets());
    }

    /** The certificate's own key identifier (RFC 5280 section 4.2.1.2). */
    public static Optional<byte[]> subjectKeyIdentifier(X509Certificate certificate) throws PkiException {
        return read(
                certificate,
                Extension.subjectKeyIdentifier.getId(),
                value -> SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
    }

    /** The alternative names of the subject (RFC 5280 section 4.2.1.6); empty where the extension is absent. */
    static List<GeneralName> subjectAlternativeNames(X509Certificate certificate) throws PkiException {
        return read(
                        certificate,
                        Extension.subjectAlternativeName.getId(),
                        value -> List.of(GeneralNames.getInstance(value).getNames()))
                .orElse(List.of());
    }

    private interface Reader<T> {
        T read(ASN1Primitive value) throws Exception;
    }

    private static <T> Optional<T> read(X509Certificate certificate, String oid, Reader<T> reader) throws PkiException {
        byte[] wrapped = certificate.getExtensionValue(oid);
        if (wrapped == null) {
            return Optional.empty();
        }
        try {
            byte[] der = ASN1OctetString.getInstance(wrapped).getOctets();
            // fromByteArray refuses bytes that are left over.
            return Optional.ofNullable(reader.read(ASN1Primitive.fromByteArray(der)));
        } catch (Exception e) {
            // Bouncy Castle answers a wrong shape with unchecked exceptions of several kinds.
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "extension " + oid, e);
        }
    }
}
