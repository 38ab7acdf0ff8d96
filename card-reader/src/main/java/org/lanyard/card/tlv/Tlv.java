package org.lanyard.card.tlv;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * One data object.
 *
 * @param tag one to three bytes as they stand on the wire: 0x53, 0x7F61, 0x5FC102
 * @param value the content, cloned in and out
 */
public record Tlv(int tag, byte[] value) {
    public Tlv {
        if (tag <= 0 || tag > 0xFFFFFF) {
            throw new IllegalArgumentException("a tag has one to three bytes");
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** How long the value is. */
    public int length() {
        return value.length;
    }

    /** Tag, shortest length, and the parts as one value. */
    public static byte[] encode(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 7);
        number(out, tag);
        if (length >= 0x80) {
            out.write(0x80 | bytesOf(length));
        }
        number(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static int bytesOf(int n) {
        return n < 0x100 ? 1 : n < 0x10000 ? 2 : n < 0x1000000 ? 3 : 4;
    }

    private static void number(ByteArrayOutputStream out, int n) {
        for (int shift = 8 * (bytesOf(n) - 1); shift >= 0; shift -= 8) {
            out.write(n >> shift);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlv o && tag == o.tag && Arrays.equals(value, o.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(value);
    }

    /** Tag and length alone. */
    @Override
    public String toString() {
        return String.format("%X, %d bytes", tag, value.length);
    }
}
