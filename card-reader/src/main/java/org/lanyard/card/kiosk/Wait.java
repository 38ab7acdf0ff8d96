package org.lanyard.card.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long each passing state lasts: long enough to be understood by a child, short enough for the next in the queue. */
enum Wait {
    /** For a card to be read, or to sign, and for the door's answer; the desks' own timeouts are shorter. */
    WORK(12),
    PUT_IN(8),
    PIN(60),
    GOODBYE(3),
    TRY_AGAIN(6),
    /** Until a card that another program holds is tried again. */
    CARD_BUSY(1),
    ASK_FOR_HELP(15),
    NOT_ME(15),
    /** For ten characters, read off a slip of paper. */
    PASS(90),
    CHANGE_PUT_IN(20),
    /** For an old PIN and a new one twice. */
    CHANGE(120),
    PIN_CHANGED(5),
    /** A contactless card in a moving hand comes and goes: so long after its sign-in it doesn't sign out. */
    SETTLE(2);

    private final Duration length;

    Wait(int seconds) {
        this.length = Duration.ofSeconds(seconds);
    }

    Optional<Instant> from(Instant at) {
        return Optional.of(after(at));
    }

    Instant after(Instant at) {
        return at.plus(length);
    }
}
