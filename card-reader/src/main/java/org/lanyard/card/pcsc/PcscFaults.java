package org.lanyard.card.pcsc;

import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/** Turns what {@code javax.smartcardio} throws into our faults. The only trace of the PC/SC code is the text. */
final class PcscFaults {
    private PcscFaults() {}

    static CardException of(String step, Throwable thrown) {
        String code = code(thrown);
        return new CardException(fault(thrown, code), step + (code.isEmpty() ? "" : ": " + code), thrown);
    }

    private static CardFault fault(Throwable thrown, String code) {
        if (code.isEmpty()) {
            // Without a code: the JDK itself refuses a Card that it knows to be gone.
            return thrown instanceof IllegalStateException ? CardFault.CARD_REMOVED : CardFault.READER_FAILED;
        }
        return switch (code) {
            case "SCARD_E_NO_SERVICE",
                    "SCARD_E_SERVICE_STOPPED",
                    "SCARD_E_INVALID_HANDLE",
                    "SCARD_E_SYSTEM_CANCELLED",
                    "SCARD_F_COMM_ERROR",
                    "SCARD_F_INTERNAL_ERROR" -> CardFault.SERVICE_UNAVAILABLE;
            case "SCARD_E_NO_READERS_AVAILABLE", "SCARD_E_UNKNOWN_READER", "SCARD_E_READER_UNAVAILABLE" ->
                CardFault.NO_READER;
            case "SCARD_E_NO_SMARTCARD" -> CardFault.NO_CARD;
            case "SCARD_W_REMOVED_CARD" -> CardFault.CARD_REMOVED;
            case "SCARD_E_SHARING_VIOLATION", "SCARD_W_RESET_CARD" -> CardFault.CARD_IN_USE;
            case "SCARD_W_UNRESPONSIVE_CARD",
                    "SCARD_W_UNPOWERED_CARD",
                    "SCARD_W_UNSUPPORTED_CARD",
                    "SCARD_E_CARD_UNSUPPORTED",
                    "SCARD_E_PROTO_MISMATCH",
                    "SCARD_E_TIMEOUT" -> CardFault.CARD_MUTE;
            default -> CardFault.READER_FAILED;
        };
    }

    /** The name of the PC/SC error, which is the message of the JDK's innermost exception; empty if there is none. */
    private static String code(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && message.startsWith("SCARD_")) {
                return message;
            }
        }
        return "";
    }
}
