package org.lanyard.card.piv;

/**
 * How many of the card's PIN tries a kiosk leaves alone, so that nobody can block a pupil's card by standing at a kiosk.
 *
 * @param triesKept VERIFY is not sent when the card has this many tries left, or fewer; 1 keeps the last one
 * @param unknownCounterAllowed whether VERIFY is sent to a card that does not tell its counter
 */
public record PinPolicy(int triesKept, boolean unknownCounterAllowed) {
    /** Keeps the last try, and wants the counter. */
    public static final PinPolicy KEEP_LAST_TRY = new PinPolicy(1, false);

    public PinPolicy {
        if (triesKept < 0 || triesKept > 14) {
            throw new IllegalArgumentException("0 to 14 tries can be kept");
        }
    }

    /** For the bearer's own machine: may spend every try and so block the card. */
    public static PinPolicy dangerouslySpendingEveryTry() {
        return new PinPolicy(0, true);
    }
}
