package org.lanyard.card.pcsc;

import java.util.Optional;
import org.lanyard.card.apdu.Transport;

/**
 * A powered card, held by us alone until closed.
 *
 * <p>{@link #transceive} sends exactly one APDU: chaining and GET RESPONSE are the decorators' business. After a fault
 * ({@code CARD_REMOVED}, {@code READER_FAILED}, …) the connection is of no more use: close it and wait for the next
 * card.
 */
public interface CardConnection extends Transport, AutoCloseable {
    CardInterface cardInterface();

    /** The answer to reset, 2 to 33 bytes. */
    byte[] atr();

    /** The reader's own pad for PINs, where it has one. */
    default Optional<PinPad> pinPad() {
        return Optional.empty();
    }

    /** Resets the card, which forgets a verified PIN, and lets it go. Never throws; a second call does nothing. */
    @Override
    void close();
}
