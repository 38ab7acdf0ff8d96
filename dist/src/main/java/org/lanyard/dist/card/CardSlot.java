package org.lanyard.dist.card;

import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.pcsc.CardConnection;

/** Where cards are written, one after the other: a reader, or files of software cards. */
interface CardSlot extends AutoCloseable {
    String name();

    /**
     * The next card, powered. Waits until there is one.
     *
     * @param card the id that it is to have
     * @param whose in words, for whoever puts it in
     */
    CardConnection next(UUID card, String whose) throws CardException, InterruptedException;

    /** The card is done with, and may be taken out; waits until it is. */
    void done() throws InterruptedException;

    /** Whether the card with an id can be had again without anybody's help. */
    boolean keepsCards();

    @Override
    void close();
}
