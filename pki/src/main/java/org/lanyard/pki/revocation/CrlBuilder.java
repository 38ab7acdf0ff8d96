package org.lanyard.pki.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateExtensions;

/** Builds and signs a full list of version 2 (RFC 5280 section 5.1); Bouncy Castle's builder stays in here. */
final class CrlBuilder {
    private CrlBuilder() {}

    static byte[] sign(
            SigningKey issuing,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            List<RevocationLists.Entry> entries)
            throws PkiException {
        X509Certificate issuer = issuing.certificate();
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(issuer.getPublicKey());
        AlgorithmIdentifier identifier = algorithm == SignatureAlgorithm.RSA_SHA256
                ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.oid()), DERNull.INSTANCE)
                : new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.oid()));
        try {
            V2TBSCertListGenerator list = new V2TBSCertListGenerator();
            list.setSignature(identifier);
            list.setIssuer(X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()));
            list.setThisUpdate(new Time(Date.from(thisUpdate)));
            list.setNextUpdate(new Time(Date.from(nextUpdate)));
            for (RevocationLists.Entry entry : entries) {
                add(list, entry);
            }
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            // RFC 5280 section 5.2.1 and 5.2.3: both MUST be there, and are not critical.
            extensions.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                            CertificateExtensions.subjectKeyIdentifier(issuer).orElse(new byte[0])));
            extensions.addExtension(Extension.cRLNumber, false, new CRLNumber(java.math.BigInteger.valueOf(number)));
            list.setExtensions(extensions.generate());
            TBSCertList tbs = list.generateTBSCertList();
            byte[] signature = algorithm.sign(issuing.key(), tbs.getEncoded("DER"));
            ASN1EncodableVector whole = new ASN1EncodableVector(3);
            whole.add(tbs);
            whole.add(identifier);
            whole.add(new DERBitString(signature));
            return new DERSequence(whole).getEncoded("DER");
        } catch (IOException e) {
            throw new PkiException(PkiReason.SIGNING_FAILED, "the revocation list cannot be encoded", e);
        }
    }

    private static void add(V2TBSCertListGenerator list, RevocationLists.Entry entry) throws IOException {
        ASN1Integer serial = new ASN1Integer(entry.serial());
        Time at = new Time(Date.from(entry.at()));
        if (entry.reason() == RevocationReason.UNSPECIFIED) {
            // RFC 5280 section 5.3.1: "the reason code CRL entry extension SHOULD be absent instead of using the
            // unspecified (0) reasonCode value."
            list.addCRLEntry(serial, at, null);
        } else {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.reasonCode, false, CRLReason.lookup(entry.reason().code()));
            list.addCRLEntry(serial, at, extensions.generate());
        }
    }
}
