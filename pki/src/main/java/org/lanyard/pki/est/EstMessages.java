package org.lanyard.pki.est;

import static org.lanyard.pki.der.DerWriter.integer;
import static org.lanyard.pki.der.DerWriter.oid;
import static org.lanyard.pki.der.DerWriter.sequence;
import static org.lanyard.pki.der.DerWriter.tagged;
import static org.lanyard.pki.der.DerWriter.value;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerWriter;

/** The bodies of EST (RFC 7030 section 4, RFC 8951 section 3, RFC 9908 section 3). */
final class EstMessages {
    static final String CERTIFICATES = "application/pkcs7-mime; smime-type=certs-only";
    static final String REQUEST = "application/pkcs10";
    static final String ATTRIBUTES = "application/csrattrs";

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String TEMPLATE = "1.2.840.113549.1.9.16.2.61";
    private static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";
    private static final String P256 = "1.2.840.10045.3.1.7";
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    private EstMessages() {}

    /**
     * Decodes a body. RFC 8951 section 3.1: base64 whatever Content-Transfer-Encoding says, with or without line breaks.
     *
     * @throws PkiException REQUEST_MALFORMED
     */
    static byte[] decoded(byte[] body) throws PkiException {
        byte[] bare = new byte[body.length];
        int length = 0;
        for (byte octet : body) {
            if (octet != '\r' && octet != '\n' && octet != ' ' && octet != '\t') {
                bare[length++] = octet;
            }
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(bare, length));
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.REQUEST_MALFORMED, "the body is to be base64", e);
        }
    }

    /** Encodes a body, in lines. */
    static byte[] encoded(byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(der) + "\r\n";
        return lines.getBytes(StandardCharsets.US_ASCII);
    }

    /** A SignedData that carries certificates and no signature (RFC 5652 section 5.2, RFC 8551 section 3.8). */
    static byte[] certificatesOnly(List<X509Certificate> certificates) throws PkiException {
        byte[][] encoded = new byte[certificates.size()][];
        try {
            for (int i = 0; i < encoded.length; i++) {
                encoded[i] = certificates.get(i).getEncoded();
            }
        } catch (CertificateEncodingException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
        // DER's order of a set.
        Arrays.sort(encoded, Arrays::compareUnsigned);
        byte[] signed = sequence(
                integer(1), value(DerWriter.SET), sequence(oid(DATA)), tagged(0, encoded), value(DerWriter.SET));
        return sequence(oid(SIGNED_DATA), tagged(0, signed));
    }

    /**
     * What a request is to look like: a key on P-256, and no name, which is known already. As a template (RFC 9908 section
     * 3.4), and for older clients as the attribute and the algorithm of RFC 8951 section 3.5.
     */
    static byte[] attributes() {
        byte[] curve = oid(P256);
        byte[] template = sequence(integer(0), tagged(0, sequence(oid(EC_PUBLIC_KEY), curve)), tagged(1));
        return sequence(
                sequence(oid(TEMPLATE), value(DerWriter.SET, template)),
                sequence(oid(EC_PUBLIC_KEY), value(DerWriter.SET, curve)),
                oid(ECDSA_SHA256));
    }
}
