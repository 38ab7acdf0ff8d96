package org.lanyard.card.piv;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** The data object that holds a certificate (SP 800-73-5 part 1, table 10): certificate, CertInfo, error detection. */
public final class CertificateContainer {
    /** The longest certificate accepted, after it was inflated. */
    public static final int MOST_BYTES = 8 * 1024;

    private static final int OBJECT = 0x53;
    private static final int CERTIFICATE = 0x70;
    private static final int CERT_INFO = 0x71;
    private static final int MSCUID = 0x72;
    private static final int ERROR_DETECTION = 0xFE;
    private static final int GZIP = 0x01;

    private CertificateContainer() {}

    /**
     * Reads the whole data object.
     *
     * @throws CardException {@link CardFault#CERTIFICATE_INVALID}, {@link CardFault#OBJECT_NOT_FOUND} for an empty one,
     *     or a TLV fault
     */
    public static X509Certificate parse(byte[] object, TlvPolicy policy) throws CardException {
        return parseContent(TlvReader.only(OBJECT, object, policy), policy);
    }

    /** Reads what is in the data object. @throws CardException as {@link #parse} */
    public static X509Certificate parseContent(byte[] inside, TlvPolicy policy) throws CardException {
        List<Tlv> elements = TlvReader.all(inside, policy);
        if (elements.isEmpty()) {
            throw new CardException(CardFault.OBJECT_NOT_FOUND, "the certificate container is empty");
        }
        // MSCUID is from older cards, and goes between CertInfo and error detection.
        int last = elements.size() - 1;
        boolean shape = (last == 2 || last == 3 && elements.get(2).tag() == MSCUID)
                && elements.get(0).tag() == CERTIFICATE
                && elements.get(1).tag() == CERT_INFO
                && elements.get(1).length() == 1
                && elements.get(last).tag() == ERROR_DETECTION
                && elements.get(last).length() == 0;
        if (!shape) {
            throw invalid("not certificate, CertInfo and error detection");
        }
        byte[] content = elements.get(0).value();
        int info = elements.get(1).value()[0];
        return certificate(
                switch (info) {
                    case 0 -> content;
                    case GZIP -> inflate(content);
                    default -> throw invalid(String.format("CertInfo %02X", info & 0xFF));
                });
    }

    /**
     * What goes into the data object.
     *
     * @param most the most bytes that the certificate may take as it is; a longer one is compressed
     */
    public static byte[] content(X509Certificate certificate, int most) {
        try {
            byte[] der = certificate.getEncoded();
            boolean compressed = der.length > most;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Tlv.encode(CERTIFICATE, compressed ? gzip(der) : der));
            out.writeBytes(Tlv.encode(CERT_INFO, new byte[] {(byte) (compressed ? GZIP : 0)}));
            out.writeBytes(Tlv.encode(ERROR_DETECTION));
            return out.toByteArray();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed has an encoding", e);
        }
    }

    private static byte[] gzip(byte[] der) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(der);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static X509Certificate certificate(byte[] der) throws CardException {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            // What is not DER would be read as PEM.
            if (der.length == 0 || der[0] != 0x30) {
                throw invalid("not DER");
            }
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() > 0 || certificate.getEncoded().length != der.length) {
                throw invalid(in.available() + " bytes after the certificate");
            }
            return certificate;
        } catch (CertificateException | RuntimeException e) {
            // The JDK's parser lets unchecked exceptions out on some malformed fields.
            throw new CardException(CardFault.CERTIFICATE_INVALID, "unreadable", e);
        }
    }

    /** One gzip member (RFC 1952) without optional fields, to the last byte, its check and its length right. */
    private static byte[] inflate(byte[] gzip) throws CardException {
        boolean header = gzip.length > 18
                && gzip[0] == 0x1F
                && gzip[1] == (byte) 0x8B
                && gzip[2] == 8 // deflate
                && (gzip[3] & ~1) == 0; // FTEXT alone says nothing that matters
        if (!header) {
            throw invalid("not gzip");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(gzip, 10, gzip.length - 10);
            byte[] out = new byte[MOST_BYTES + 1];
            int length = inflater.inflate(out);
            if (length > MOST_BYTES || !inflater.finished() || inflater.getRemaining() != 8) {
                throw invalid("gzip of the wrong length");
            }
            CRC32 crc = new CRC32();
            crc.update(out, 0, length);
            if (littleEndian(gzip, gzip.length - 8) != crc.getValue()
                    || littleEndian(gzip, gzip.length - 4) != length) {
                throw invalid("gzip with a wrong check");
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new CardException(CardFault.CERTIFICATE_INVALID, "not deflate", e);
        } finally {
            inflater.end();
        }
    }

    private static long littleEndian(byte[] bytes, int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.CERTIFICATE_INVALID, why);
    }
}
