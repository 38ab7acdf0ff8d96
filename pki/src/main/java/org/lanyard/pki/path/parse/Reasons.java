package org.lanyard.pki.path.parse;

/** ReasonFlags (RFC 5280 §4.2.1.13) as bits of an int: bit n is bit n of the extension. */
public final class Reasons {
    /** Bits 1 to 8; bit 0 means nothing. */
    public static final int ALL = 0x1fe;

    private Reasons() {}

    static int read(Der from, int tag) throws PathException {
        return from.namedBits(tag) & ALL;
    }
}
