package org.lanyard.card.kiosk;

import org.lanyard.card.kiosk.Trouble.Cause;

/** Why the door gave no answer, or not the one asked for. */
public enum DoorFailure {
    /** Nothing listens there, its name is not known, or the connection broke. */
    UNREACHABLE(Cause.NETWORK),
    /** No answer in time. */
    TIMED_OUT(Cause.NETWORK),
    /** This kiosk's own key doesn't sign. */
    KEY_FAILED(Cause.KIOSK),
    /** 400: what was asked for is refused; for {@code /token}, this card. */
    REFUSED(Cause.REFUSED),
    /** 401 for an assertion: this kiosk is not known, or its time is wrong. */
    KIOSK_REFUSED(Cause.KIOSK),
    /** 401 for a lease: the session is over. */
    OVER(Cause.REFUSED),
    /** 429 or 503: later. */
    BUSY(Cause.SERVICE),
    /** Any other status. */
    BROKEN(Cause.SERVICE),
    /** 200, but not the JSON that this call answers with. */
    BAD_ANSWER(Cause.SERVICE);

    private final Cause cause;

    DoorFailure(Cause cause) {
        this.cause = cause;
    }

    /** How the screen tells it. */
    public Cause cause() {
        return cause;
    }

    /** Whether the same call may succeed a little later. */
    boolean isPassing() {
        return switch (this) {
            case UNREACHABLE, TIMED_OUT, BUSY, BROKEN, BAD_ANSWER, KIOSK_REFUSED, KEY_FAILED -> true;
            case REFUSED, OVER -> false;
        };
    }
}
