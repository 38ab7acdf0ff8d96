package org.lanyard.pki.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.lint.LintedCertificate;
import org.lanyard.pki.profile.CertificateReader;

/** The one place where an authority's key signs a certificate; it takes nothing that was not linted. */
final class CertificateSigner {
    private final PrivateKey key;
    private static final byte[] TRIAL = "lanyard: does this key fit?".getBytes(StandardCharsets.US_ASCII);

    private CertificateSigner(PrivateKey key) {
        this.key = key;
    }

    /**
     * A signer, once a trial has shown that the two halves belong together: a certificate signed with the wrong key would
     * otherwise be found out at a school's door, on a card already handed out. The trial's bytes are no certificate.
     *
     * @throws PkiException AUTHORITY_BROKEN, SIGNING_FAILED, KEY_NOT_ALLOWED
     */
    static CertificateSigner of(PrivateKey key, PublicKey publicKey) throws PkiException {
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(publicKey);
        byte[] signature = algorithm.sign(key, TRIAL);
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName());
            verifier.initVerify(publicKey);
            verifier.update(TRIAL);
            if (verifier.verify(signature)) {
                return new CertificateSigner(key);
            }
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.AUTHORITY_BROKEN, "the key does not fit its certificate", e);
        }
        throw new PkiException(PkiReason.AUTHORITY_BROKEN, "the key does not fit its certificate");
    }

    /**
     * Signs.
     *
     * @throws PkiException LINT_TOKEN_SPENT, SIGNING_FAILED
     */
    X509Certificate sign(LintedCertificate linted) throws PkiException {
        SignatureAlgorithm algorithm = linted.algorithm();
        byte[] tbs = linted.redeem();
        byte[] signature = algorithm.sign(key, tbs);
        try {
            ASN1Sequence parts = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(tbs));
            ASN1EncodableVector certificate = new ASN1EncodableVector(3);
            certificate.add(parts);
            // RFC 5280 section 4.1.1.2: the same algorithm identifier as inside; it is the third part of a version 3.
            certificate.add(parts.getObjectAt(2));
            certificate.add(new DERBitString(signature));
            return CertificateReader.readDer(new DERSequence(certificate).getEncoded("DER"));
        } catch (IOException e) {
            throw new PkiException(PkiReason.SIGNING_FAILED, "the certificate cannot be encoded", e);
        }
    }
}
