package org.lanyard.pki.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Values in DER, each as its whole encoding. Lengths may be beyond what an array holds: {@link #header}. */
public final class DerWriter {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** RFC 5280 section 4.1.2.5: "through the year 2049 MUST be encoded as UTCTime". */
    private static final Instant FIRST_GENERALIZED = Instant.parse("2050-01-01T00:00:00Z");

    private static final int LONG_FORM = 0x80;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    private DerWriter() {}

    /** Tag and length of a value whose content follows. */
    public static byte[] header(int tag, long length) {
        if (length < LONG_FORM) {
            return new byte[] {(byte) tag, (byte) length};
        }
        int octets = (64 - Long.numberOfLeadingZeros(length) + 7) / 8;
        byte[] header = new byte[2 + octets];
        header[0] = (byte) tag;
        header[1] = (byte) (LONG_FORM | octets);
        for (int i = 0; i < octets; i++) {
            header[2 + i] = (byte) (length >>> (8 * (octets - 1 - i)));
        }
        return header;
    }

    /** A value: its content is the parts, one after the other. */
    public static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] header = header(tag, length);
        byte[] value = new byte[header.length + length];
        System.arraycopy(header, 0, value, 0, header.length);
        int at = header.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, value, at, part.length);
            at += part.length;
        }
        return value;
    }

    public static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, parts);
    }

    public static byte[] integer(long number) {
        return integer(BigInteger.valueOf(number));
    }

    public static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    public static byte[] enumerated(int number) {
        return value(ENUMERATED, BigInteger.valueOf(number).toByteArray());
    }

    public static byte[] octets(byte[] content) {
        return value(OCTET_STRING, content);
    }

    /** A bit string of whole octets. */
    public static byte[] bits(byte[] content) {
        return value(BIT_STRING, new byte[] {0}, content);
    }

    public static byte[] isTrue() {
        return new byte[] {BOOLEAN, 1, (byte) 0xff};
    }

    /** Context-specific and constructed: {@code [number] EXPLICIT}, or IMPLICIT of a sequence. */
    public static byte[] tagged(int number, byte[]... parts) {
        return value(CONTEXT | CONSTRUCTED | number, parts);
    }

    /** Context-specific and primitive: {@code [number] IMPLICIT} of a simple type. */
    public static byte[] implicit(int number, byte[] content) {
        return value(CONTEXT | number, content);
    }

    /** An object identifier in dotted decimal. */
    public static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        base128(content, BigInteger.valueOf(40L * Integer.parseInt(arcs[0])).add(new BigInteger(arcs[1])));
        for (int i = 2; i < arcs.length; i++) {
            base128(content, new BigInteger(arcs[i]));
        }
        return value(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void base128(ByteArrayOutputStream out, BigInteger arc) {
        int groups = Math.max(1, (arc.bitLength() + 6) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            int group = arc.shiftRight(7 * i).intValue() & 0x7f;
            out.write(i == 0 ? group : group | 0x80);
        }
    }

    /** Time as certificates and lists have it (RFC 5280 section 4.1.2.5), to the second. */
    public static byte[] time(Instant at) {
        return at.isBefore(FIRST_GENERALIZED) ? value(UTC_TIME, ascii(UTC.format(at))) : generalizedTime(at);
    }

    /** GeneralizedTime to the second. */
    public static byte[] generalizedTime(Instant at) {
        return value(GENERALIZED_TIME, ascii(GENERALIZED.format(at)));
    }

    /**
     * An Extension (RFC 5280 section 4.2).
     *
     * @param content the DER of its value
     */
    public static byte[] extension(String oid, boolean critical, byte[] content) {
        return critical ? sequence(oid(oid), isTrue(), octets(content)) : sequence(oid(oid), octets(content));
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
