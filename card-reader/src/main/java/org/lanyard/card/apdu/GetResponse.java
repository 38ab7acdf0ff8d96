package org.lanyard.card.apdu;

import java.io.ByteArrayOutputStream;

/**
 * Fetches what the card announces by 61xx (ISO/IEC 7816-4 §5.3.4), on T=1 as on T=0, within bounds; or stops as soon as
 * the caller has seen enough.
 */
public final class GetResponse implements Transport {
    /** The longest answer accepted: a PIV data object has at most 12,710 bytes (SP 800-73-5 part 1, table 9). */
    public static final int MOST_BYTES = 16 * 1024;

    private static final int MOST_ROUNDS = 256;
    private static final int INS_GET_RESPONSE = 0xC0;
    private static final int CHAINED = 0x10;

    private final Transport inner;

    /** Judges a response that is still growing. */
    @FunctionalInterface
    public interface Enough {
        /** Whether the caller needs no more than these bytes. */
        boolean test(byte[] soFar) throws CardException;
    }

    public GetResponse(Transport inner) {
        this.inner = inner;
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        return transceiveUntil(command, soFar -> false);
    }

    /**
     * As {@link #transceive}, and leaves the rest on the card once {@code enough} says so: then the status is the 61xx
     * of the last part. A card drops what was not fetched with the next command.
     *
     * @throws CardException {@link CardFault#ENDLESS_RESPONSE} after 256 rounds, over {@link #MOST_BYTES}, or when a
     *     round brings nothing
     */
    public ResponseApdu transceiveUntil(CommandApdu command, Enough enough) throws CardException {
        ResponseApdu response = inner.transceive(command);
        if (!response.status().isMoreData()) {
            return response;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(1024);
        all.writeBytes(response.data());
        for (int round = 0; response.status().isMoreData(); round++) {
            if (all.size() > 0 && enough.test(all.toByteArray())) {
                break;
            }
            if (round == MOST_ROUNDS) {
                throw endless(round + " rounds");
            }
            int announced = response.status().announced();
            response = inner.transceive(
                    new CommandApdu(command.cla() & ~CHAINED, INS_GET_RESPONSE, 0, 0, new byte[0], announced));
            if (response.status().isMoreData() && response.length() == 0) {
                throw endless("a round without data");
            }
            all.writeBytes(response.data());
            if (all.size() > MOST_BYTES) {
                throw endless(all.size() + " bytes");
            }
        }
        return new ResponseApdu(all.toByteArray(), response.status());
    }

    private static CardException endless(String how) {
        return new CardException(CardFault.ENDLESS_RESPONSE, how);
    }
}
