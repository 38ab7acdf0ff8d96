package org.lanyard.card.apdu;

/**
 * Sends what the short form cannot hold: in the extended form where the card has said that it takes it, else in parts.
 * The first time that the card or the reader refuses the extended form, the command goes again in parts, and so do all
 * after it.
 *
 * <p>A command that spends a try is never long, so none is ever sent twice.
 */
public final class LongCommands implements Transport {
    private final Transport inner;
    private final Transport chaining;
    private boolean extended;

    /** @param inner sends one command of any form */
    public LongCommands(Transport inner, CardCapabilities capabilities) {
        this.inner = inner;
        this.chaining = new CommandChaining(inner);
        this.extended = capabilities.extendedLengths();
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        if (!extended || !command.isExtended()) {
            return chaining.transceive(command);
        }
        try {
            ResponseApdu response = inner.transceive(command);
            if (!refuses(response.status())) {
                return response;
            }
        } catch (CardException e) {
            // The JDK refuses it over T=0, and readers whose firmware has no room for it fail in ways of their own.
            if (e.fault() != CardFault.READER_FAILED && e.fault() != CardFault.MALFORMED_RESPONSE) {
                throw e;
            }
        }
        extended = false;
        return chaining.transceive(command);
    }

    /** Wrong length, or a class or an instruction that is known in the short form. */
    private static boolean refuses(StatusWord status) {
        return status.equals(StatusWord.WRONG_LENGTH)
                || status.equals(StatusWord.CLASS_NOT_SUPPORTED)
                || status.equals(StatusWord.INSTRUCTION_NOT_SUPPORTED);
    }
}
