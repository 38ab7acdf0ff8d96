package org.lanyard.card.apdu;

import java.util.Arrays;
import java.util.Objects;

/**
 * A response APDU (ISO/IEC 7816-4 §5.1): data and status word.
 *
 * @param data what the card returned, 0 to 65,536 bytes; cloned in and out
 * @param status SW1-SW2
 */
public record ResponseApdu(byte[] data, StatusWord status) {
    private static final int LONGEST = 65536 + 2;

    public ResponseApdu {
        Objects.requireNonNull(status, "status");
        data = data.clone();
    }

    public ResponseApdu(StatusWord status) {
        this(new byte[0], status);
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    /** How many bytes of data there are. */
    public int length() {
        return data.length;
    }

    /** @throws CardException {@link CardFault#MALFORMED_RESPONSE} if there is no status word, or too much of anything */
    public static ResponseApdu parse(byte[] bytes) throws CardException {
        int n = bytes.length;
        if (n < 2 || n > LONGEST) {
            throw new CardException(CardFault.MALFORMED_RESPONSE, n + " bytes");
        }
        StatusWord status = new StatusWord((bytes[n - 2] & 0xFF) << 8 | bytes[n - 1] & 0xFF);
        return new ResponseApdu(Arrays.copyOf(bytes, n - 2), status);
    }

    /** The bytes for the wire. */
    public byte[] encode() {
        byte[] out = Arrays.copyOf(data, data.length + 2);
        out[data.length] = (byte) status.sw1();
        out[data.length + 1] = (byte) status.sw2();
        return out;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponseApdu o && status.equals(o.status) && Arrays.equals(data, o.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(data) + status.hashCode();
    }

    /** Length and status alone. */
    @Override
    public String toString() {
        return data.length + " bytes, " + status;
    }
}
