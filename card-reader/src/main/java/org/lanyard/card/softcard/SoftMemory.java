package org.lanyard.card.softcard;

import org.lanyard.card.apdu.CardException;

/** The card's lasting memory: the image, and whoever writes it down. */
final class SoftMemory {
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

    /** Whether the new image was written; it does not count before. */
    boolean keep(SoftCardImage changed) {
        try {
            keeper.keep(changed);
        } catch (CardException e) {
            return false;
        }
        image = changed;
        return true;
    }
}
