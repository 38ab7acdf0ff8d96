package org.lanyard.pki.path.parse;

import java.math.BigInteger;

/** Object identifiers as bytes and as dotted text. */
final class Oids {
    private static final int LONGEST = 256;

    private Oids() {}

    /** X.690 §8.19.2: each number "shall be encoded in the fewest possible octets". */
    static void require(byte[] der, int from, int end) throws PathException {
        boolean starts = true;
        if (from == end || end - from > LONGEST || der[end - 1] < 0) {
            throw new PathException(PathReason.NOT_DER, "an object identifier is empty, cut off or too long");
        }
        for (int i = from; i < end; i++) {
            if (starts && der[i] == (byte) 0x80) {
                throw new PathException(PathReason.NOT_DER, "an object identifier is not in its shortest form");
            }
            starts = der[i] >= 0;
        }
    }

    static String read(byte[] der, int from, int end) throws PathException {
        require(der, from, end);
        StringBuilder text = new StringBuilder(24);
        long number = 0;
        int started = from;
        for (int i = from; i < end; i++) {
            number = number << 7 | der[i] & 0x7f;
            if (der[i] >= 0) {
                append(text, i - started < 8 ? BigInteger.valueOf(number) : big(der, started, i));
                number = 0;
                started = i + 1;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BigInteger number) {
        if (text.length() == 0) {
            long root = number.bitLength() > 31 ? 2 : Math.min(number.longValue() / 40, 2);
            text.append(root).append('.').append(number.subtract(BigInteger.valueOf(40 * root)));
        } else {
            text.append('.').append(number);
        }
    }

    private static BigInteger big(byte[] der, int from, int last) {
        BigInteger number = BigInteger.ZERO;
        for (int i = from; i <= last; i++) {
            number = number.shiftLeft(7).or(BigInteger.valueOf(der[i] & 0x7f));
        }
        return number;
    }
}
