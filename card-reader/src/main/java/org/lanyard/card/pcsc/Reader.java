package org.lanyard.card.pcsc;

import org.lanyard.card.apdu.CardException;

/** A card reader, real or in software. */
public interface Reader extends AutoCloseable {
    /** The reader's name if it is known already, else what is being looked for. */
    String name();

    /** Starts to watch. To be called once. */
    void start(ReaderEvents events);

    /**
     * Powers the card that is in the reader.
     *
     * @throws CardException {@code NO_CARD}, {@code CARD_IN_USE}, {@code CARD_MUTE}, {@code NO_READER}, {@code
     *     SERVICE_UNAVAILABLE} or {@code READER_FAILED}
     */
    CardConnection connect() throws CardException;

    /** Stops to watch; no event comes after it returns. */
    @Override
    void close();
}
