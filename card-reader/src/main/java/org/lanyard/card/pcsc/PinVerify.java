package org.lanyard.card.pcsc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a reader is told that takes a PIN on its own pad (PC/SC part 10, §2.5.2, PIN_VERIFY): how long it may take, how
 * the digits are to be put into the command, and the command. Numbers of more than one byte are little-endian.
 *
 * @param timeout in seconds, until the first key
 * @param timeoutAfterFirst in seconds, from then on
 * @param format bmFormatString: b7 units are bytes; b6-b3 where the PIN goes in the data; b2 0 left; b1-b0 10 ASCII
 * @param block bmPINBlockString: b7-b4 the size of a length to insert, none; b3-b0 the PIN field's bytes
 * @param lengthFormat bmPINLengthFormat: where a length would be inserted
 * @param fewest digits
 * @param most digits
 * @param validation bEntryValidationCondition: 01 the most digits typed, 02 the key that says so, 04 the time is up
 * @param messages bNumberMessage: FF the reader's own words
 * @param language wLangId
 * @param apdu the command, its PIN field filled up as on the card
 */
record PinVerify(
        int timeout,
        int timeoutAfterFirst,
        int format,
        int block,
        int lengthFormat,
        int fewest,
        int most,
        int validation,
        int messages,
        int language,
        byte[] apdu) {
    private static final int HEAD = 19;
    private static final int BYTES_LEFT_ASCII = 0x82;
    private static final int VALIDATION_KEY = 0x02;
    private static final int OWN_WORDS = 0xFF;
    private static final int ENGLISH = 0x0409;
    private static final int SECONDS = 30;
    private static final int FIELD = 8;

    /** SP 800-73-5 part 2 §3.2.1: VERIFY of the application PIN, 6 to 8 digits in ASCII, filled up with FF to 8 bytes. */
    static PinVerify piv() {
        byte[] verify = new byte[5 + FIELD];
        Arrays.fill(verify, (byte) 0xFF);
        verify[0] = 0x00;
        verify[1] = 0x20;
        verify[2] = 0x00;
        verify[3] = (byte) 0x80;
        verify[4] = FIELD;
        return new PinVerify(
                SECONDS, SECONDS, BYTES_LEFT_ASCII, FIELD, 0, 6, FIELD, VALIDATION_KEY, OWN_WORDS, ENGLISH, verify);
    }

    PinVerify {
        apdu = apdu.clone();
    }

    @Override
    public byte[] apdu() {
        return apdu.clone();
    }

    byte[] encode() {
        return ByteBuffer.allocate(HEAD + apdu.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) timeout)
                .put((byte) timeoutAfterFirst)
                .put((byte) format)
                .put((byte) block)
                .put((byte) lengthFormat)
                .put((byte) most)
                .put((byte) fewest)
                .put((byte) validation)
                .put((byte) messages)
                .putShort((short) language)
                .put((byte) 0) // bMsgIndex
                .put(new byte[3]) // bTeoPrologue: for T=1 with a prologue of its own
                .putInt(apdu.length)
                .put(apdu)
                .array();
    }

    /** As a strict reader reads it; empty where it would answer 6B80. */
    static Optional<PinVerify> parse(byte[] bytes) {
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] one = new int[9];
        for (int i = 0; i < one.length; i++) {
            one[i] = in.get() & 0xFF;
        }
        int language = in.getShort() & 0xFFFF;
        boolean plain = in.get() == 0 && in.get() == 0 && in.get() == 0 && in.get() == 0;
        int length = in.getInt();
        if (!plain || length != in.remaining() || length < 5) {
            return Optional.empty();
        }
        byte[] apdu = new byte[length];
        in.get(apdu);
        return Optional.of(
                new PinVerify(one[0], one[1], one[2], one[3], one[4], one[6], one[5], one[7], one[8], language, apdu));
    }
}
