package org.lanyard.pki.profile;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** The one way by which foreign bytes become a certificate: exactly one, DER, nothing left over. */
public final class CertificateReader {
    /** The longest certificate that is looked at, in bytes. */
    public static final int LIMIT = 16 * 1024;

    private static final byte SEQUENCE = 0x30;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private CertificateReader() {}

    /**
     * Parses one certificate.
     *
     * @param der at most {@link #LIMIT} bytes
     * @throws PkiException CERTIFICATE_MALFORMED
     */
    public static X509Certificate readDer(byte[] der) throws PkiException {
        if (der.length == 0 || der.length > LIMIT || der[0] != SEQUENCE) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "not DER, or longer than " + LIMIT + " bytes");
        }
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "bytes left over, or not DER");
            }
            return certificate;
        } catch (CertificateException | RuntimeException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }

    /**
     * Parses a file's content, PEM (RFC 7468, one block) or DER.
     *
     * @throws PkiException CERTIFICATE_MALFORMED
     */
    public static X509Certificate read(byte[] content) throws PkiException {
        if (content.length > 0 && content[0] == SEQUENCE) {
            return readDer(content);
        }
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        if (text.length() > 2 * LIMIT
                || text.length() < BEGIN.length() + END.length()
                || !text.startsWith(BEGIN)
                || !text.endsWith(END)) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "neither DER nor one PEM block");
        }
        String body = text.substring(BEGIN.length(), text.length() - END.length());
        try {
            return readDer(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "not base64", e);
        }
    }

    /** PEM with lines of 64 characters (RFC 7468). */
    public static String pem(X509Certificate certificate) throws PkiException {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return BEGIN + "\n" + body + "\n" + END + "\n";
        } catch (CertificateException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "", e);
        }
    }
}
