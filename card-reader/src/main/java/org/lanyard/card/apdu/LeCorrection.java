package org.lanyard.card.apdu;

/** Repeats a command once with the Le that the card asks for by 6Cxx (ISO/IEC 7816-4 §5.3.4); a second 6Cxx stands. */
public final class LeCorrection implements Transport {
    private final Transport inner;

    public LeCorrection(Transport inner) {
        this.inner = inner;
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        ResponseApdu first = inner.transceive(command);
        return first.status().isWrongLe()
                ? inner.transceive(command.withLe(first.status().announced()))
                : first;
    }
}
