package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in canonical DER that moves on as it is read. What it reads was walked by {@link Canonical} first, so lengths are
 * in bounds and values in their one form; here it is only a question of what stands where.
 */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTF8_STRING = 0x0c;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int PRINTABLE_STRING = 0x13;
    static final int T61_STRING = 0x14;
    static final int IA5_STRING = 0x16;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int UNIVERSAL_STRING = 0x1c;
    static final int BMP_STRING = 0x1e;
    static final int NOTHING = -1;

    private final byte[] bytes;
    private final int end;
    private int at;

    private Der(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** The single value that the bytes are, checked to be canonical. */
    static Der of(byte[] bytes, int limit) throws PathException {
        Canonical.require(bytes, limit);
        return new Der(bytes, 0, bytes.length);
    }

    /** The single value that the bytes are, which were cut out of something that was checked. */
    static Der walked(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** Tag of a primitive context-specific value. */
    static int context(int number) {
        return 0x80 | number;
    }

    /** Tag of a constructed context-specific value. */
    static int constructed(int number) {
        return 0xa0 | number;
    }

    /** The next value's tag, or {@link #NOTHING} at the end. */
    int tag() {
        return at < end ? bytes[at] & 0xff : NOTHING;
    }

    boolean has(int tag) {
        return tag() == tag;
    }

    boolean isEmpty() {
        return at >= end;
    }

    /** Steps over the next value and answers its content. */
    Der open(int tag) throws PathException {
        if (tag() != tag) {
            throw wrong();
        }
        int content = Canonical.contentOf(bytes, at);
        int next = content + Canonical.lengthOf(bytes, at);
        at = next;
        return new Der(bytes, content, next);
    }

    /** Steps over the next value and answers all of its bytes. */
    byte[] whole(int tag) throws PathException {
        int from = at;
        open(tag);
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** The same of whatever stands next. */
    byte[] any() throws PathException {
        if (isEmpty()) {
            throw wrong();
        }
        return whole(tag());
    }

    /** The content's bytes. */
    byte[] content(int tag) throws PathException {
        Der value = open(tag);
        return Arrays.copyOfRange(bytes, value.at, value.end);
    }

    BigInteger integer(int tag) throws PathException {
        byte[] content = content(tag);
        // Under an implicit tag the walk could not know that it is a number.
        if (content.length == 0
                || content.length > 1 && (content[0] == 0 && content[1] >= 0 || content[0] == -1 && content[1] < 0)) {
            throw new PathException(PathReason.NOT_DER, "a number is not in its shortest form");
        }
        return new BigInteger(content);
    }

    /** An INTEGER from 0 that fits an int; one that does not is as large as an int can be. */
    int count(int tag) throws PathException {
        BigInteger value = integer(tag);
        if (value.signum() < 0) {
            throw wrong();
        }
        return value.bitLength() > 31 ? Integer.MAX_VALUE : value.intValue();
    }

    boolean flag(int tag) throws PathException {
        Der value = open(tag);
        if (value.end - value.at != 1 || bytes[value.at] != 0 && bytes[value.at] != -1) {
            throw new PathException(PathReason.NOT_DER, "a boolean is neither 00 nor ff");
        }
        return bytes[value.at] != 0;
    }

    /** A BOOLEAN DEFAULT FALSE: absent or TRUE, since DER leaves the default out (X.690 §11.5). */
    boolean defaultFalse(int tag) throws PathException {
        if (!has(tag)) {
            return false;
        }
        if (!flag(tag)) {
            throw new PathException(PathReason.NOT_DER, "a default value is spelled out");
        }
        return true;
    }

    String oid(int tag) throws PathException {
        Der value = open(tag);
        return Oids.read(bytes, value.at, value.end);
    }

    /** A BIT STRING of whole octets, such as a key. */
    byte[] bitOctets(int tag) throws PathException {
        Der value = open(tag);
        if (value.end == value.at || bytes[value.at] != 0) {
            throw new PathException(PathReason.STRUCTURE_WRONG, "bits that are not whole octets");
        }
        return Arrays.copyOfRange(bytes, value.at + 1, value.end);
    }

    /** A signature: a BIT STRING of whole octets; one that is not verifies under no key, and is empty here. */
    byte[] signature() throws PathException {
        Der value = open(BIT_STRING);
        return bytes[value.at] == 0 ? Arrays.copyOfRange(bytes, value.at + 1, value.end) : new byte[0];
    }

    /** A BIT STRING of named bits, at most 16: bit n of the answer is bit n of the string (X.690 §11.2.2: no zero at its end). */
    int namedBits(int tag) throws PathException {
        Der value = open(tag);
        int octets = value.end - value.at - 1;
        if (octets < 0 || octets > 2) {
            throw wrong();
        }
        int unused = bytes[value.at];
        if (unused < 0
                || unused > 7
                || octets == 0 && unused != 0
                || octets > 0 && (bytes[value.end - 1] & (1 << unused) - 1) != 0) {
            throw new PathException(PathReason.NOT_DER, "a bit string's unused bits");
        }
        int bits = 0;
        for (int n = 0; n < octets * 8 - unused; n++) {
            if ((bytes[value.at + 1 + n / 8] & 0x80 >> n % 8) != 0) {
                bits |= 1 << n;
            }
        }
        if (octets > 0 && (bits & 1 << octets * 8 - unused - 1) == 0) {
            throw new PathException(PathReason.NOT_DER, "named bits end with a zero");
        }
        return bits;
    }

    /** Characters of 7 bits, none of them a control character; null where there are others. */
    String ascii(int tag) throws PathException {
        Der value = open(tag);
        for (int i = value.at; i < value.end; i++) {
            if (bytes[i] < 0x20 || bytes[i] == 0x7f) {
                return null;
            }
        }
        return new String(bytes, value.at, value.end - value.at, StandardCharsets.US_ASCII);
    }

    /** Well-formed UTF-8. */
    String utf8(int tag) throws PathException {
        Der value = open(tag);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, value.at, value.end - value.at))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong();
        }
    }

    /** Nothing may be left. */
    void end() throws PathException {
        if (at != end) {
            throw new PathException(PathReason.STRUCTURE_WRONG, "more fields than the syntax has");
        }
    }

    private PathException wrong() {
        return new PathException(
                PathReason.STRUCTURE_WRONG,
                isEmpty() ? "a field is missing" : "tag 0x" + Integer.toHexString(tag()) + " does not belong there");
    }
}
