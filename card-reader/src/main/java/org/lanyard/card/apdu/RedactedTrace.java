package org.lanyard.card.apdu;

import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells each exchange as a line, for a log of what a card did. Of the commands that carry secrets or signatures (VERIFY,
 * CHANGE REFERENCE DATA, RESET RETRY COUNTER, GENERAL AUTHENTICATE, SET MANAGEMENT KEY) and of their responses it tells header, lengths and
 * status alone.
 */
public final class RedactedTrace implements Transport {
    private static final Set<Integer> SECRET = Set.of(0x20, 0x24, 0x2C, 0x86, 0x87, 0xFF);
    private static final int GET_RESPONSE = 0xC0;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Transport inner;
    private final Consumer<String> line;
    /** Whether a GET RESPONSE would fetch the rest of something secret. */
    private boolean secretPending;

    public RedactedTrace(Transport inner, Consumer<String> line) {
        this.inner = inner;
        this.line = line;
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        boolean secret = SECRET.contains(command.ins()) || command.ins() == GET_RESPONSE && secretPending;
        secretPending = secret;
        line.accept("> " + (secret ? command.toString() : HEX.formatHex(command.encode())));
        ResponseApdu response = inner.transceive(command);
        line.accept("< " + (secret ? response.toString() : HEX.formatHex(response.encode())));
        return response;
    }
}
