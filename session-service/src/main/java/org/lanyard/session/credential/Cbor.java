package org.lanyard.session.credential;

import java.util.Arrays;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * As much of CBOR (RFC 8949) as an authenticator writes, in CTAP2's canonical form: definite lengths, shortest heads, four
 * levels. Everything else is refused.
 */
final class Cbor {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    private static final int SIMPLE = 7;
    private static final int DEPTH = 4;

    private final byte[] in;
    private int at;

    Cbor(byte[] in, int from) {
        this.in = in;
        this.at = from;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at == in.length;
    }

    /** The number of pairs of the map that begins here. */
    int map() throws RefusedException {
        return (int) head(MAP);
    }

    /** The integer that begins here. */
    long integer() throws RefusedException {
        return majorType() == NEGATIVE ? -1 - head(NEGATIVE) : head(UNSIGNED);
    }

    /** The byte string that begins here. */
    byte[] bytes() throws RefusedException {
        int length = (int) head(BYTES);
        at += length;
        return Arrays.copyOfRange(in, at - length, at);
    }

    int majorType() throws RefusedException {
        return (byteAt(at) & 0xff) >> 5;
    }

    /** Steps over one item, whatever it is. */
    void skip() throws RefusedException {
        skip(DEPTH);
    }

    private void skip(int depth) throws RefusedException {
        int type = majorType();
        if (type == ARRAY || type == MAP) {
            if (depth == 0) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "CBOR too deep");
            }
            long items = head(type) * (type == MAP ? 2 : 1);
            for (long i = 0; i < items; i++) {
                skip(depth - 1);
            }
        } else if (type == BYTES || type == TEXT) {
            int length = (int) head(type);
            at += length;
        } else if (type == SIMPLE) {
            int simple = byteAt(at++) & 0x1f;
            if (simple < 20 || simple > 22) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "CBOR simple value");
            }
        } else {
            integer();
        }
    }

    /** The argument of a head; a length never reaches beyond what is there. */
    private long head(int wanted) throws RefusedException {
        int first = byteAt(at++) & 0xff;
        int info = first & 0x1f;
        if (first >> 5 != wanted || info > 26) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "CBOR head");
        }
        long value = info;
        if (info >= 24) {
            int length = 1 << info - 24;
            value = 0;
            for (int i = 0; i < length; i++) {
                value = value << 8 | byteAt(at++) & 0xff;
            }
            long least = length == 1 ? 24 : 1L << 8 * (length / 2);
            if (value < least) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "CBOR head not the shortest");
            }
        }
        if (wanted >= BYTES && value > in.length - at) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "CBOR length");
        }
        return value;
    }

    private byte byteAt(int index) throws RefusedException {
        if (index >= in.length) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "CBOR ends early");
        }
        return in[index];
    }
}
