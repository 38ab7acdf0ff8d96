package org.lanyard.pki.path.parse;

import java.util.Arrays;

/**
 * Whether bytes are exactly one value in DER: the walk that comes before all reading. RFC 5280 §4.1: "certificate … is encoded
 * using the ASN.1 distinguished encoding rules (DER)".
 *
 * <p>Values of tags that have no universal meaning (context-specific and primitive) are taken as they are: what they are is
 * known where they are read.
 */
final class Canonical {
    /** Certificates nest about a dozen deep. */
    private static final int DEEPEST = 48;

    private Canonical() {}

    /** Content's first byte, of the value that begins at {@code at}; only for what was walked. */
    static int contentOf(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    /** Content's length in bytes, of the value that begins at {@code at}; only for what was walked. */
    static int lengthOf(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        return length;
    }

    static void require(byte[] der, int limit) throws PathException {
        if (der.length > limit) {
            throw new PathException(PathReason.TOO_LARGE, "more than " + limit + " bytes");
        }
        int end = walk(der, 0, der.length, 0);
        if (end != der.length) {
            throw new PathException(PathReason.TRAILING_DATA, der.length - end + " bytes");
        }
    }

    private static int walk(byte[] der, int at, int end, int depth) throws PathException {
        if (depth > DEEPEST) {
            throw not("nested too deep");
        }
        if (at + 2 > end) {
            throw not("it ends within a value");
        }
        int tag = der[at] & 0xff;
        if ((tag & 0x1f) == 0x1f) {
            throw not("tag of more than one byte");
        }
        int content = header(der, at, end);
        int length = lengthOf(der, at);
        int next = content + length;
        if (next > end || next < content) {
            throw not("it ends within a value");
        }
        if ((tag & 0x20) != 0) {
            children(der, content, next, tag, depth);
        } else {
            primitive(der, content, next, tag);
        }
        return next;
    }

    /** X.690 §10.1: "The definite form of length encoding shall be used, encoded in the minimum number of octets." */
    private static int header(byte[] der, int at, int end) throws PathException {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return at + 2;
        }
        int octets = first & 0x7f;
        if (octets == 0 || octets > 4 || at + 2 + octets > end) {
            throw not("length is indefinite, too long, or cut off");
        }
        int length = lengthOf(der, at);
        if (length < 0x80 || length >> 8 * (octets - 1) == 0) { // negative where four octets are too many
            throw not("length is not in its shortest form");
        }
        return at + 2 + octets;
    }

    private static void children(byte[] der, int from, int end, int tag, int depth) throws PathException {
        if (tag < 0x40 && tag != Der.SEQUENCE && tag != Der.SET) {
            throw not("a string is in pieces");
        }
        int at = from;
        int former = -1;
        while (at < end) {
            int next = walk(der, at, end, depth + 1);
            // X.690 §11.6: components of a set-of in ascending order.
            if (tag == Der.SET && former >= 0 && compare(der, former, at, next) > 0) {
                throw not("a set is not in order");
            }
            former = at;
            at = next;
        }
    }

    private static int compare(byte[] der, int former, int at, int next) {
        return Arrays.compareUnsigned(der, former, at, der, at, next);
    }

    private static void primitive(byte[] der, int from, int end, int tag) throws PathException {
        int length = end - from;
        switch (tag) {
            case Der.BOOLEAN -> {
                if (length != 1 || der[from] != 0 && der[from] != -1) {
                    throw not("a boolean is neither 00 nor ff");
                }
            }
            case Der.INTEGER, Der.ENUMERATED -> {
                if (length == 0
                        || length > 1
                                && (der[from] == 0 && der[from + 1] >= 0 || der[from] == -1 && der[from + 1] < 0)) {
                    throw not("a number is not in its shortest form");
                }
            }
            case Der.BIT_STRING -> bits(der, from, end);
            case Der.NULL -> {
                if (length != 0) {
                    throw not("a null has content");
                }
            }
            case Der.OID -> Oids.require(der, from, end);
            case 0, 0x10, 0x11 -> throw not("a reserved tag, or a primitive sequence or set");
            default -> {
                // strings and times: looked at where they are read
            }
        }
    }

    /** X.690 §11.2.1: "Each unused bit in the final octet … shall be set to zero." */
    private static void bits(byte[] der, int from, int end) throws PathException {
        if (from == end || der[from] < 0 || der[from] > 7 || end - from == 1 && der[from] != 0) {
            throw not("a bit string's unused bits");
        }
        if (der[from] > 0 && (der[end - 1] & (1 << der[from]) - 1) != 0) {
            throw not("a bit string's unused bits are not zero");
        }
    }

    private static PathException not(String why) {
        return new PathException(PathReason.NOT_DER, why);
    }
}
