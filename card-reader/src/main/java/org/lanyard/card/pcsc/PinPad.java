package org.lanyard.card.pcsc;

import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.StatusWord;

/**
 * A reader's own pad (PC/SC part 10): what is typed there goes to the card and nowhere else, so that no program ever has
 * the PIN.
 */
public final class PinPad {
    /** CM_IOCTL_GET_FEATURE_REQUEST: function 3400, as pcsc-lite and as Windows number it (part 10 §2.2). */
    static final int FEATURES_PCSC_LITE = 0x42000000 + 3400;

    static final int FEATURES_WINDOWS = 0x31 << 16 | 3400 << 2;
    private static final int VERIFY_PIN_DIRECT = 0x06;
    private static final int ENTRY_TIMED_OUT = 0x6400;
    private static final int ENTRY_CANCELLED = 0x6401;
    private static final int ENTRY_TOO_SHORT = 0x6403;
    private static final int STRUCTURE_REFUSED = 0x6B80;

    private final ControlChannel channel;
    private final int code;

    private PinPad(ControlChannel channel, int code) {
        this.channel = channel;
        this.code = code;
    }

    /** As pcsc-lite numbers the codes. */
    public static Optional<PinPad> of(ControlChannel channel) {
        return of(channel, false);
    }

    /** What the reader says that it has; a reader that refuses to say, or says nonsense, has no pad. */
    static Optional<PinPad> of(ControlChannel channel, boolean windows) {
        try {
            byte[] features = channel.control(windows ? FEATURES_WINDOWS : FEATURES_PCSC_LITE, new byte[0]);
            return code(features, VERIFY_PIN_DIRECT).map(code -> new PinPad(channel, code));
        } catch (CardException refused) {
            return Optional.empty();
        }
    }

    /** §2.2: tag, length 4, a control code, most significant byte first; one feature after the other. */
    private static Optional<Integer> code(byte[] features, int wanted) {
        Optional<Integer> found = Optional.empty();
        for (int at = 0; at < features.length; at += 6) {
            if (at + 6 > features.length || features[at + 1] != 4) {
                return Optional.empty();
            }
            int code = (features[at + 2] & 0xFF) << 24
                    | (features[at + 3] & 0xFF) << 16
                    | (features[at + 4] & 0xFF) << 8
                    | features[at + 5] & 0xFF;
            if (features[at] == wanted) {
                found = Optional.of(code);
            }
        }
        return found;
    }

    /**
     * Has the reader take the PIV PIN and send VERIFY; waits for whoever types it.
     *
     * @return the card's status word
     * @throws CardException {@link CardFault#PIN_NOT_TYPED}; {@link CardFault#PIN_PAD_FAILED} where the reader can't after
     *     all; and where the card left
     */
    public StatusWord verify() throws CardException {
        byte[] answer = channel.control(code, PinVerify.piv().encode());
        if (answer.length != 2) {
            throw new CardException(CardFault.PIN_PAD_FAILED, answer.length + " bytes in place of a status word");
        }
        StatusWord status = new StatusWord((answer[0] & 0xFF) << 8 | answer[1] & 0xFF);
        switch (status.value()) {
            case ENTRY_TIMED_OUT, ENTRY_CANCELLED, ENTRY_TOO_SHORT ->
                throw CardException.ofStatus(CardFault.PIN_NOT_TYPED, "PIN pad", status);
            case STRUCTURE_REFUSED -> throw CardException.ofStatus(CardFault.PIN_PAD_FAILED, "PIN pad", status);
            default -> {
                return status;
            }
        }
    }
}
