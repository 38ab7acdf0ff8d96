package org.lanyard.card.kiosk;

import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.http.SupportCode;

/**
 * Why something doesn't work, in the kind of words that the screen has a picture for.
 *
 * @param code stands on the screen and in the log, beside the full reason there; absent where nothing failed, as with a
 *     card that was lifted too soon
 */
public record Trouble(Cause cause, Optional<SupportCode> code) {
    /** What the person in front of the kiosk can tell apart; the log knows more. */
    public enum Cause {
        /** The card left before it was done. */
        CARD_GONE,
        /** The card can't be used here: not one of ours, or broken. */
        CARD_UNUSABLE,
        /** The card answered too slowly: perhaps it isn't here but relayed. */
        CARD_SLOW,
        /** Another program holds the card. */
        CARD_BUSY,
        /** There is no reader, or it fails. */
        READER,
        /** The service can't be reached. */
        NETWORK,
        /** The service is there and doesn't work. */
        SERVICE,
        /** The service doesn't know this kiosk (any more). */
        KIOSK,
        /** The service doesn't let this card in here. */
        REFUSED,
        /** The kiosk cannot write its own files; it signs in all the same, until its key has to be renewed. */
        DISK,
        /** The service doesn't let this lesson pass in here, or not any more. */
        PASS_REFUSED
    }

    public Trouble {
        Objects.requireNonNull(cause);
        Objects.requireNonNull(code);
    }

    static Trouble of(Cause cause, SupportCode code) {
        return new Trouble(cause, Optional.of(code));
    }

    static Trouble plain(Cause cause) {
        return new Trouble(cause, Optional.empty());
    }
}
