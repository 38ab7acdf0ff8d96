package org.lanyard.pki.ca;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.AllowedKeys;

/**
 * Reads what somebody wants certified: a PKCS#10 request (RFC 2986), whose signature proves that its sender has the
 * private key, or a bare public key. The names and extensions in a request are not read: what is issued follows the
 * profile and what the office says.
 */
public final class CertificateRequest {
    private static final int LIMIT = 16 * 1024;
    private static final byte SEQUENCE = 0x30;

    private static final Map<String, String> SIGNATURES = Map.of(
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA",
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA");

    private static final Map<String, String> KEY_TYPES =
            Map.of("1.2.840.10045.2.1", "EC", "1.2.840.113549.1.1.1", "RSA");

    private CertificateRequest() {}

    /**
     * The public key of a PKCS#10 request whose signature was checked with that key.
     *
     * @param content PEM (RFC 7468, one block) or DER, at most 16 KiB
     * @throws PkiException REQUEST_MALFORMED, KEY_NOT_ALLOWED, PROOF_OF_POSSESSION_FAILED
     */
    public static PublicKey provenKey(byte[] content) throws PkiException {
        byte[] der = der(content, "CERTIFICATE REQUEST");
        CertificationRequest request;
        byte[] signed;
        byte[] signature;
        try {
            request = CertificationRequest.getInstance(ASN1Primitive.fromByteArray(der));
            if (!Arrays.equals(request.getEncoded("DER"), der)) {
                throw new PkiException(PkiReason.REQUEST_MALFORMED, "not DER");
            }
            signed = request.getCertificationRequestInfo().getEncoded("DER");
            signature = request.getSignature().getOctets();
        } catch (PkiException e) {
            throw e;
        } catch (Exception e) {
            // Bouncy Castle answers a wrong shape with checked and unchecked exceptions of several kinds.
            throw new PkiException(PkiReason.REQUEST_MALFORMED, "not a PKCS#10 request", e);
        }
        PublicKey key = key(request.getCertificationRequestInfo().getSubjectPublicKeyInfo());
        String algorithm =
                SIGNATURES.get(request.getSignatureAlgorithm().getAlgorithm().getId());
        if (algorithm == null) {
            throw new PkiException(PkiReason.PROOF_OF_POSSESSION_FAILED, "an algorithm that is not allowed");
        }
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed);
            if (verifier.verify(signature)) {
                return key;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.PROOF_OF_POSSESSION_FAILED, "", e);
        }
        throw new PkiException(PkiReason.PROOF_OF_POSSESSION_FAILED, "");
    }

    /**
     * A bare public key (SubjectPublicKeyInfo). It proves nothing: the caller answers for it that the subject has the
     * private key, as for a card that made it before its eyes.
     *
     * @param content PEM (RFC 7468, one block) or DER, at most 16 KiB
     * @throws PkiException REQUEST_MALFORMED, KEY_NOT_ALLOWED
     */
    public static PublicKey unprovenKey(byte[] content) throws PkiException {
        byte[] der = der(content, "PUBLIC KEY");
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
            if (!Arrays.equals(info.getEncoded("DER"), der)) {
                throw new PkiException(PkiReason.REQUEST_MALFORMED, "not DER");
            }
            return key(info);
        } catch (PkiException e) {
            throw e;
        } catch (Exception e) {
            throw new PkiException(PkiReason.REQUEST_MALFORMED, "not a public key", e);
        }
    }

    private static PublicKey key(SubjectPublicKeyInfo info) throws PkiException {
        String oid = info.getAlgorithm().getAlgorithm().getId();
        String type = KEY_TYPES.get(oid);
        if (type == null) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, oid);
        }
        PublicKey key;
        try {
            key = KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(info.getEncoded("DER")));
        } catch (Exception e) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, type + " key that cannot be parsed", e);
        }
        AllowedKeys.require(key);
        return key;
    }

    private static byte[] der(byte[] content, String label) throws PkiException {
        if (content.length == 0 || content.length > LIMIT) {
            throw new PkiException(PkiReason.REQUEST_MALFORMED, "empty, or longer than " + LIMIT + " bytes");
        }
        if (content[0] == SEQUENCE) {
            return content;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        // OpenSSL long wrote NEW CERTIFICATE REQUEST (RFC 7468 section 7 lets parsers take it).
        String begin = text.startsWith("-----BEGIN NEW ") ? "-----BEGIN NEW " : "-----BEGIN ";
        String end = begin.replace("BEGIN", "END");
        String head = begin + label + "-----";
        String foot = end + label + "-----";
        if (!text.startsWith(head) || !text.endsWith(foot) || text.length() < head.length() + foot.length()) {
            throw new PkiException(PkiReason.REQUEST_MALFORMED, "neither DER nor one PEM block of " + label);
        }
        try {
            String body = text.substring(head.length(), text.length() - foot.length());
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.REQUEST_MALFORMED, "not base64", e);
        }
    }
}
