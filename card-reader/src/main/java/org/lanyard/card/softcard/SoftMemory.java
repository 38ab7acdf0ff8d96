package org.lanyard.card.softcard;

import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.StatusWord;

/** The card's lasting memory: the image, and whoever writes it down. */
final class SoftMemory {
    /** Memory failure (ISO/IEC 7816-4 §5.6, table 6). */
    static final StatusWord FAILURE = new StatusWord(0x6581);

    /** Writes the image where it outlives the process, before it returns. */
    @FunctionalInterface
    interface Keeper {
        void keep(SoftCardImage image) throws CardException;
    }

    private final Keeper keeper;
    private SoftCardImage image;

    SoftMemory(SoftCardImage image, Keeper keeper) {
        this.image = image;
        this.keeper = keeper;
    }

    SoftCardImage image() {
        return image;
    }

    /** Whether the new PIN state was written; it does not count before. */
    boolean keep(SoftPin pin) {
        SoftCardImage changed = image.with(pin);
        try {
            keeper.keep(changed);
        } catch (CardException e) {
            return false;
        }
        image = changed;
        return true;
    }
}
