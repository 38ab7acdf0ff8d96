package org.lanyard.pki.assertion;

import java.util.Arrays;

/** ECDSA signatures in their two forms. */
public final class Ecdsa {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private Ecdsa() {}

    /**
     * From DER (RFC 3279 §2.2.3, as cards answer) to R and S of fixed length (RFC 7518 §3.4).
     *
     * @param der a SEQUENCE of two INTEGERs, in DER and nothing else
     * @param fieldBytes the length of each: 32 for P-256, 48 for P-384
     * @return R and S, each of that length
     * @throws IllegalArgumentException if the bytes are not that
     */
    public static byte[] derToJws(byte[] der, int fieldBytes) {
        // Two integers of at most 49 bytes each: every length is one byte.
        boolean sequence = der.length >= 8 && der.length < 0x80 + 2 && der[0] == SEQUENCE && der[1] == der.length - 2;
        if (!sequence) {
            throw new IllegalArgumentException("Not a SEQUENCE of this length");
        }
        byte[] jws = new byte[2 * fieldBytes];
        int next = integer(der, 2, jws, fieldBytes);
        if (integer(der, next, jws, 2 * fieldBytes) != der.length) {
            throw new IllegalArgumentException("Not two INTEGERs");
        }
        return jws;
    }

    /** Copies the INTEGER at {@code at} so that it ends at {@code end}; answers where the next begins. */
    private static int integer(byte[] der, int at, byte[] jws, int end) {
        int start = at + 2;
        int length = start < der.length && der[at] == INTEGER ? der[at + 1] : -1;
        if (length < 1 || start + length > der.length || der[start] < 0) {
            throw new IllegalArgumentException("Not a positive INTEGER");
        }
        boolean padded = der[start] == 0;
        if (padded && (length == 1 || der[start + 1] >= 0)) {
            throw new IllegalArgumentException("Zero, or not in its shortest form");
        }
        byte[] magnitude = Arrays.copyOfRange(der, padded ? start + 1 : start, start + length);
        if (magnitude.length > jws.length / 2) {
            throw new IllegalArgumentException("Longer than the field");
        }
        System.arraycopy(magnitude, 0, jws, end - magnitude.length, magnitude.length);
        return start + length;
    }
}
