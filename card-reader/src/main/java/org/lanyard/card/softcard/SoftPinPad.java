package org.lanyard.card.softcard;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * The pad of a reader in software (PC/SC part 10), with a finger on it: it tells its one feature, and reads the structure that
 * it is given as strictly as it can. What it can't make sense of it answers as a reader does: 6B80.
 */
public final class SoftPinPad {
    private static final int GET_FEATURES = 0x42000D48;
    private static final int VERIFY_DIRECT = 0x42330006;
    private static final byte[] FEATURES = HexFormat.of().parseHex("0604" + "42330006");
    private static final byte[] REFUSED = {0x6B, (byte) 0x80};
    private static final byte[] TIMED_OUT = {0x64, 0x00};
    private static final byte[] CANCELLED = {0x64, 0x01};
    private static final byte[] TOO_SHORT = {0x64, 0x03};
    /** bTimerOut … bNumberMessage, for PIV's PIN: part 10 §2.5.2. */
    private static final byte[] HEAD = HexFormat.of().parseHex("1E1E82080008060" + "2FF");

    private static final int APDU_AT = 19;
    private final Supplier<String> finger;

    /** @param finger types digits; {@code ""} for nobody, {@code "x"} for the key that calls off */
    public SoftPinPad(Supplier<String> finger) {
        this.finger = finger;
    }

    /** How a card is spoken to. */
    interface ToCard {
        byte[] transmit(byte[] apdu) throws CardException;
    }

    byte[] control(int code, byte[] command, ToCard card) throws CardException {
        if (code == GET_FEATURES && command.length == 0) {
            return FEATURES.clone();
        } else if (code != VERIFY_DIRECT) {
            throw new CardException(CardFault.PIN_PAD_FAILED, "control code");
        }
        if (!isVerify(command)) {
            return REFUSED.clone();
        }
        String typed = finger.get();
        if (typed.isEmpty()) {
            return TIMED_OUT.clone();
        } else if (typed.equals("x")) {
            return CANCELLED.clone();
        } else if (typed.length() < command[6] || typed.length() > command[5]) {
            return TOO_SHORT.clone();
        }
        byte[] apdu = Arrays.copyOfRange(command, APDU_AT, command.length);
        for (int i = 0; i < typed.length(); i++) {
            apdu[5 + i] = (byte) typed.charAt(i);
        }
        try {
            return card.transmit(apdu);
        } finally {
            Arrays.fill(apdu, (byte) 0);
        }
    }

    /** Its head as above; any language; no message index, no prologue; the length of the command, and VERIFY in it. */
    private static boolean isVerify(byte[] command) {
        return command.length == APDU_AT + 13
                && Arrays.equals(Arrays.copyOf(command, HEAD.length), HEAD)
                && Arrays.equals(
                        Arrays.copyOfRange(command, 11, APDU_AT), HexFormat.of().parseHex("000000000D000000"))
                && Arrays.equals(
                        Arrays.copyOfRange(command, APDU_AT, command.length),
                        HexFormat.of().parseHex("0020008008FFFFFFFFFFFFFFFF"));
    }
}
