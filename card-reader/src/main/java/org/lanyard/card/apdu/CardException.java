package org.lanyard.card.apdu;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one exception of this module. Its message says what was being done and never holds a PIN, a challenge, or the data
 * of an APDU.
 */
public final class CardException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CardFault fault;
    private final int status;
    private final int triesLeft;

    private CardException(CardFault fault, String message, int status, int triesLeft, Throwable cause) {
        super(fault + ": " + message, cause);
        this.fault = Objects.requireNonNull(fault, "fault");
        this.status = status;
        this.triesLeft = triesLeft;
    }

    public CardException(CardFault fault, String message) {
        this(fault, message, -1, -1, null);
    }

    public CardException(CardFault fault, String message, Throwable cause) {
        this(fault, message, -1, -1, cause);
    }

    /** The card answered with a status word that ends the step. */
    public static CardException ofStatus(CardFault fault, String step, StatusWord status) {
        return new CardException(fault, step + " answered " + status, status.value(), -1, null);
    }

    /** The PIN was wrong, or not tried; {@code triesLeft} is the card's own counter. */
    public static CardException ofPin(CardFault fault, int triesLeft) {
        return new CardException(fault, triesLeft + " tries left", -1, triesLeft, null);
    }

    public CardFault fault() {
        return fault;
    }

    /** The status word, where the fault is the card's own answer. */
    public Optional<StatusWord> status() {
        return status < 0 ? Optional.empty() : Optional.of(new StatusWord(status));
    }

    /** The PIN's retry counter, where the fault concerns it and the card told it. */
    public OptionalInt triesLeft() {
        return triesLeft < 0 ? OptionalInt.empty() : OptionalInt.of(triesLeft);
    }
}
