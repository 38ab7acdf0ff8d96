package org.lanyard.pki.der;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * Reads DER from an array, value by value. Definite, minimal lengths alone; tags of one octet; nothing beyond the end;
 * whoever has read all says so by {@link #end}. What breaks a rule comes out as one {@link PkiException} with the reason
 * given at the start.
 */
public final class DerReader {
    private final byte[] data;
    private final int limit;
    private final PkiReason reason;
    private int at;

    private DerReader(byte[] data, int from, int limit, PkiReason reason) {
        this.data = data;
        this.at = from;
        this.limit = limit;
        this.reason = reason;
    }

    /**
     * A reader of a whole array, which is not to change meanwhile.
     *
     * @param reason what a malformed value is called
     */
    public static DerReader of(byte[] data, PkiReason reason) {
        return new DerReader(data, 0, data.length, Objects.requireNonNull(reason, "reason"));
    }

    /** A reader of other bytes, for the same reason. */
    public DerReader inside(byte[] bytes) {
        return of(bytes, reason);
    }

    /** Whether the next value has this tag; false at the end. */
    public boolean at(int tag) {
        return at < limit && (data[at] & 0xff) == tag;
    }

    /** Whether there is another value. */
    public boolean more() {
        return at < limit;
    }

    /** A reader of the next value's content; this one goes on behind it. */
    public DerReader enter(int tag) throws PkiException {
        int end = head(tag);
        DerReader inner = new DerReader(data, at, end, reason);
        at = end;
        return inner;
    }

    /** The content of the next value. */
    public byte[] content(int tag) throws PkiException {
        int end = head(tag);
        byte[] content = Arrays.copyOfRange(data, at, end);
        at = end;
        return content;
    }

    /** The whole next value, tag and length with it. */
    public byte[] whole(int tag) throws PkiException {
        int start = at;
        int end = head(tag);
        at = end;
        return Arrays.copyOfRange(data, start, end);
    }

    /** The whole next value, whatever it is. */
    public byte[] whole() throws PkiException {
        if (!more()) {
            throw malformed("a value is missing");
        }
        return whole(data[at] & 0xff);
    }

    /** The next value, an INTEGER with no octet too many. */
    public BigInteger integer() throws PkiException {
        byte[] content = content(DerWriter.INTEGER);
        if (content.length == 0
                || content.length > 1 && (content[0] == 0 && content[1] >= 0 || content[0] == -1 && content[1] < 0)) {
            throw malformed("an integer that is not minimal");
        }
        return new BigInteger(content);
    }

    /** The next value, a BOOLEAN. */
    public boolean bool() throws PkiException {
        byte[] content = content(DerWriter.BOOLEAN);
        if (content.length != 1 || content[0] != 0 && content[0] != -1) {
            throw malformed("a boolean is 00 or FF");
        }
        return content[0] != 0;
    }

    /** The next value, an OBJECT IDENTIFIER, in dotted decimal. */
    public String oid() throws PkiException {
        byte[] content = content(DerWriter.OBJECT_IDENTIFIER);
        if (content.length == 0 || content.length > 64 || content[content.length - 1] < 0) {
            throw malformed("an object identifier");
        }
        StringBuilder dotted = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        boolean begins = true;
        for (byte octet : content) {
            if (begins && (octet & 0xff) == 0x80) {
                throw malformed("an object identifier that is not minimal");
            }
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            begins = octet >= 0;
            if (begins) {
                append(dotted, arc);
                arc = BigInteger.ZERO;
            }
        }
        return dotted.toString();
    }

    private static void append(StringBuilder dotted, BigInteger arc) {
        if (dotted.length() > 0) {
            dotted.append('.').append(arc);
            return;
        }
        int first = arc.min(BigInteger.valueOf(80)).intValue() / 40;
        dotted.append(first).append('.').append(arc.subtract(BigInteger.valueOf(40L * first)));
    }

    /** Refuses what is left. */
    public void end() throws PkiException {
        if (at != limit) {
            throw malformed("something is left over");
        }
    }

    /** The exception for what a caller finds wrong. */
    public PkiException malformed(String what) {
        return new PkiException(reason, what);
    }

    /** Moves to the content of the next value and returns where it ends. */
    private int head(int tag) throws PkiException {
        if (!at(tag)) {
            throw malformed("tag " + Integer.toHexString(tag) + " is missing");
        }
        if (limit - at < 2) {
            throw malformed("a length is missing");
        }
        int first = data[at + 1] & 0xff;
        long length = first;
        int from = at + 2;
        if (first >= 0x80) {
            int octets = first & 0x7f;
            if (octets == 0 || octets > 4 || limit - from < octets) {
                throw malformed("a length of that form");
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | data[from + i] & 0xff;
            }
            if (length < 0x80 || octets > 1 && length >>> (8 * (octets - 1)) == 0) {
                throw malformed("a length that is not minimal");
            }
            from += octets;
        }
        if (length > limit - from) {
            throw malformed("a value longer than what is there");
        }
        at = from;
        return from + (int) length;
    }
}
