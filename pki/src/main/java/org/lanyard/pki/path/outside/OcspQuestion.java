package org.lanyard.pki.path.outside;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.revocation.OcspJudge;

/** An OCSP request about one certificate (RFC 6960 §4.1.1); hashes by SHA-1, as RFC 5019 §2.1.1 has it and all responders know. */
final class OcspQuestion {
    private static final String SHA1 = "1.3.14.3.2.26";
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    private OcspQuestion() {}

    /** @param nonce the extension's content, if there is to be one */
    static byte[] encode(OcspJudge.Issuer issuer, ParsedCertificate certificate, Optional<byte[]> nonce) {
        byte[] id = DerWriter.sequence(
                DerWriter.sequence(DerWriter.oid(SHA1), new byte[] {DerWriter.NULL, 0}),
                DerWriter.octets(sha1(issuer.name())),
                DerWriter.octets(sha1(issuer.subjectKey().bits())),
                DerWriter.integer(certificate.serial()));
        byte[] requests = DerWriter.sequence(DerWriter.sequence(id));
        byte[] extensions = nonce.map(
                        content -> DerWriter.tagged(2, DerWriter.sequence(DerWriter.extension(NONCE, false, content))))
                .orElse(new byte[0]);
        return DerWriter.sequence(DerWriter.sequence(requests, extensions));
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-1", e);
        }
    }
}
