package org.lanyard.card.apdu;

import java.util.Arrays;

/**
 * A command APDU (ISO/IEC 7816-4 §5.1).
 *
 * @param cla class byte
 * @param ins instruction byte
 * @param p1 first parameter
 * @param p2 second parameter
 * @param data the command's data, 0 to 65,535 bytes; cloned in and out
 * @param le how many bytes are expected at most: 0 for none, else 1 to 65,536
 */
public record CommandApdu(int cla, int ins, int p1, int p2, byte[] data, int le) {
    /** The most data that the short form holds. */
    public static final int SHORT_DATA = 255;
    /** The most that a short Le asks for, written as 00. */
    public static final int SHORT_LE = 256;

    /** The most that an extended Le asks for, written as 00 00; where the short form has to do, it asks for 256. */
    public static final int EXTENDED_LE = 65536;

    private static final int HEADER = 4;

    public CommandApdu {
        if (((cla | ins | p1 | p2) & ~0xFF) != 0) {
            throw new IllegalArgumentException("a header byte has eight bits");
        }
        if (data.length > 0xFFFF || le < 0 || le > EXTENDED_LE) {
            throw new IllegalArgumentException("Lc is 0 to 65535, Le is 0 to 65536");
        }
        data = data.clone();
    }

    public CommandApdu(int cla, int ins, int p1, int p2) {
        this(cla, ins, p1, p2, new byte[0], 0);
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    /** How many bytes of data there are. */
    public int length() {
        return data.length;
    }

    public CommandApdu withLe(int newLe) {
        return new CommandApdu(cla, ins, p1, p2, data, newLe);
    }

    /** Whether the short form cannot hold it. */
    public boolean isExtended() {
        return data.length > SHORT_DATA || le > SHORT_LE;
    }

    /** The bytes for the wire: the short form where it fits, else the extended one. */
    public byte[] encode() {
        boolean extended = isExtended();
        int lcBytes = data.length == 0 ? 0 : extended ? 3 : 1;
        int leBytes = le == 0 ? 0 : !extended ? 1 : data.length == 0 ? 3 : 2;
        byte[] out = new byte[HEADER + lcBytes + data.length + leBytes];
        out[0] = (byte) cla;
        out[1] = (byte) ins;
        out[2] = (byte) p1;
        out[3] = (byte) p2;
        int at = HEADER;
        if (lcBytes == 1) {
            out[at++] = (byte) data.length;
        } else if (lcBytes == 3) {
            out[at + 1] = (byte) (data.length >> 8);
            out[at + 2] = (byte) data.length;
            at += 3;
        }
        System.arraycopy(data, 0, out, at, data.length);
        at += data.length;
        if (leBytes == 1) {
            out[at] = (byte) le;
        } else if (leBytes > 1) {
            out[out.length - 2] = (byte) (le >> 8);
            out[out.length - 1] = (byte) le;
        }
        return out;
    }

    /**
     * Reads a command, as a card does.
     *
     * @throws CardException {@link CardFault#MALFORMED_COMMAND} unless the bytes are exactly one of the seven cases
     */
    public static CommandApdu parse(byte[] bytes) throws CardException {
        int n = bytes.length;
        if (n < HEADER) {
            throw malformed("header cut short");
        }
        if (n == HEADER) {
            return of(bytes, HEADER, 0, 0);
        }
        int first = bytes[HEADER] & 0xFF;
        if (n == HEADER + 1) {
            return of(bytes, HEADER, 0, first == 0 ? SHORT_LE : first);
        }
        if (first != 0) {
            int end = HEADER + 1 + first;
            if (n == end) {
                return of(bytes, HEADER + 1, first, 0);
            }
            if (n == end + 1) {
                int le = bytes[end] & 0xFF;
                return of(bytes, HEADER + 1, first, le == 0 ? SHORT_LE : le);
            }
            throw malformed("Lc does not fit the length");
        }
        if (n < HEADER + 3) {
            throw malformed("extended length cut short");
        }
        int second = (bytes[HEADER + 1] & 0xFF) << 8 | bytes[HEADER + 2] & 0xFF;
        if (n == HEADER + 3) {
            return of(bytes, HEADER, 0, second == 0 ? EXTENDED_LE : second);
        }
        int end = HEADER + 3 + second;
        if (second != 0 && n == end) {
            return of(bytes, HEADER + 3, second, 0);
        }
        if (second != 0 && n == end + 2) {
            int le = (bytes[end] & 0xFF) << 8 | bytes[end + 1] & 0xFF;
            return of(bytes, HEADER + 3, second, le == 0 ? EXTENDED_LE : le);
        }
        throw malformed("extended Lc does not fit the length");
    }

    private static CommandApdu of(byte[] b, int from, int length, int le) {
        byte[] data = Arrays.copyOfRange(b, from, from + length);
        return new CommandApdu(b[0] & 0xFF, b[1] & 0xFF, b[2] & 0xFF, b[3] & 0xFF, data, le);
    }

    private static CardException malformed(String why) {
        return new CardException(CardFault.MALFORMED_COMMAND, why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandApdu o && Arrays.equals(encode(), o.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /** Header and lengths alone: the data may be a PIN. */
    @Override
    public String toString() {
        return String.format("%02X %02X %02X %02X Lc=%d Le=%d", cla, ins, p1, p2, data.length, le);
    }
}
