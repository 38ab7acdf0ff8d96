package org.lanyard.card.apdu;

import java.util.Arrays;

/**
 * Sends what the short form cannot hold in parts of 255 bytes (command chaining, ISO/IEC 7816-4 §5.3.3), because no card
 * has to know extended lengths. Le goes with the last part and is cut to 256: the rest comes by GET RESPONSE.
 */
public final class CommandChaining implements Transport {
    private static final int CHAINED = 0x10;

    private final Transport inner;

    public CommandChaining(Transport inner) {
        this.inner = inner;
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        int le = Math.min(command.le(), CommandApdu.SHORT_LE);
        byte[] data = command.data();
        int from = 0;
        try {
            while (data.length - from > CommandApdu.SHORT_DATA) {
                byte[] part = Arrays.copyOfRange(data, from, from + CommandApdu.SHORT_DATA);
                ResponseApdu response = inner.transceive(
                        new CommandApdu(command.cla() | CHAINED, command.ins(), command.p1(), command.p2(), part, 0));
                if (!response.status().isSuccess()) {
                    return response;
                }
                from += CommandApdu.SHORT_DATA;
            }
            byte[] last = Arrays.copyOfRange(data, from, data.length);
            return inner.transceive(
                    new CommandApdu(command.cla(), command.ins(), command.p1(), command.p2(), last, le));
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }
}
