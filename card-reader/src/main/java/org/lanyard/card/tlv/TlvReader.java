package org.lanyard.card.tlv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/** Walks over the elements of one level. */
public final class TlvReader {
    private static final int MOST_TAG_BYTES = 3;
    private static final int MOST_LENGTH_BYTES = 3;

    private final byte[] bytes;
    private final TlvPolicy policy;
    private int at;
    private int elements;

    public TlvReader(byte[] bytes, TlvPolicy policy) {
        this.bytes = bytes.clone();
        this.policy = policy;
    }

    /** All elements of a level, to the last byte. */
    public static List<Tlv> all(byte[] bytes, TlvPolicy policy) throws CardException {
        TlvReader reader = new TlvReader(bytes, policy);
        List<Tlv> found = new ArrayList<>();
        while (reader.hasNext()) {
            found.add(reader.next());
        }
        return List.copyOf(found);
    }

    /** The value of the one element that the bytes are, which has this tag. */
    public static byte[] only(int tag, byte[] bytes, TlvPolicy policy) throws CardException {
        TlvReader reader = new TlvReader(bytes, policy);
        if (!reader.hasNext()) {
            throw fault(CardFault.TLV_MISSING, String.format("%X is missing", tag));
        }
        Tlv first = reader.next();
        if (first.tag() != tag) {
            throw fault(CardFault.TLV_UNEXPECTED_TAG, String.format("%X in place of %X", first.tag(), tag));
        }
        if (reader.hasNext()) {
            throw fault(CardFault.TLV_LEFTOVER, (bytes.length - reader.at) + " bytes after " + first);
        }
        return first.value();
    }

    public boolean hasNext() {
        return at < bytes.length;
    }

    /** How many bytes were read so far. */
    public int position() {
        return at;
    }

    /** The next element, whole. */
    public Tlv next() throws CardException {
        Header header = header();
        if (header.length > bytes.length - at) {
            throw fault(CardFault.TLV_TRUNCATED, String.format("value of %X at %d", header.tag, at));
        }
        Tlv found = new Tlv(header.tag, Arrays.copyOfRange(bytes, at, at + header.length));
        at += header.length;
        return found;
    }

    /**
     * Steps into the next element, which has this tag, and whose value may be cut short by the end of the bytes.
     *
     * @return how many bytes of the value are missing
     */
    public int enter(int tag) throws CardException {
        Header header = header();
        if (header.tag != tag) {
            throw fault(CardFault.TLV_UNEXPECTED_TAG, String.format("%X in place of %X", header.tag, tag));
        }
        int there = bytes.length - at;
        if (header.length < there) {
            throw fault(CardFault.TLV_LEFTOVER, (there - header.length) + " bytes after the value");
        }
        elements = 0;
        return header.length - there;
    }

    /** The next element, if it is there to its last byte; nothing is skipped if it is not. */
    public Optional<Tlv> nextIfWhole() throws CardException {
        int start = at;
        try {
            return Optional.of(next());
        } catch (CardException e) {
            if (e.fault() != CardFault.TLV_TRUNCATED) {
                throw e;
            }
            at = start;
            return Optional.empty();
        }
    }

    private record Header(int tag, int length) {}

    private Header header() throws CardException {
        if (++elements > policy.mostElements()) {
            throw fault(CardFault.TLV_TOO_LARGE, "more than " + policy.mostElements() + " elements");
        }
        int tag = tag();
        int length = length();
        if (length > policy.mostBytes()) {
            throw fault(CardFault.TLV_TOO_LARGE, String.format("%X has %d bytes", tag, length));
        }
        return new Header(tag, length);
    }

    private int tag() throws CardException {
        int start = at;
        int first = octet();
        if (first == 0x00 || first == 0xFF) {
            throw fault(CardFault.TLV_TAG_INVALID, String.format("%02X at %d", first, start));
        }
        if ((first & 0x1F) != 0x1F) {
            return first;
        }
        int tag = first;
        int octet;
        do {
            octet = octet();
            tag = tag << 8 | octet;
            // The number of a tag in the long form is over 30 and does not start with zeros (ISO/IEC 8825-1 §8.1.2.4).
            boolean startsWithZeros = at == start + 2 && (octet & 0x7F) == 0;
            boolean fitsShortForm = at == start + 2 && octet < 0x1F;
            if (startsWithZeros || fitsShortForm || at - start > MOST_TAG_BYTES) {
                throw fault(CardFault.TLV_TAG_INVALID, String.format("%X at %d", tag, start));
            }
        } while ((octet & 0x80) != 0);
        return tag;
    }

    private int length() throws CardException {
        int start = at;
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7F;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw fault(CardFault.TLV_LENGTH_INVALID, String.format("%02X at %d", first, start));
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | octet();
        }
        boolean shortest = length >= 0x80 && length >> 8 * (count - 1) != 0;
        if (!shortest && !policy.longerLengthsAllowed()) {
            throw fault(CardFault.TLV_LENGTH_NOT_MINIMAL, "at " + start);
        }
        return length;
    }

    private int octet() throws CardException {
        if (at == bytes.length) {
            throw fault(CardFault.TLV_TRUNCATED, "at " + at);
        }
        return bytes[at++] & 0xFF;
    }

    private static CardException fault(CardFault fault, String message) {
        return new CardException(fault, message);
    }
}
