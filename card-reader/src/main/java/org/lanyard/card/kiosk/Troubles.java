package org.lanyard.card.kiosk;

import java.security.SecureRandom;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.pki.http.SupportCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes a {@link Trouble}: the reason goes to the log, its code to the screen. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");

    private final SecureRandom random;
    private Optional<Trouble> busy = Optional.empty();

    Troubles(SecureRandom random) {
        this.random = random;
    }

    Trouble of(CardException failure) {
        return of(failure.fault(), failure.getMessage());
    }

    /** A card that another program holds is tried again and again: the code stays the same until it is free. */
    private synchronized Trouble busy(String message) {
        if (busy.isEmpty()) {
            busy = Optional.of(of(Cause.CARD_BUSY, message));
        }
        return busy.get();
    }

    synchronized void cardIsFree() {
        busy = Optional.empty();
    }

    Trouble of(CardFault fault, String message) {
        Cause cause = causeOf(fault);
        if (cause == Cause.CARD_BUSY) {
            return busy(message);
        }
        if (cause == Cause.CARD_GONE) {
            return Trouble.plain(cause);
        }
        SupportCode code = SupportCode.random(random);
        LOG.warn("{} card: {}", code, message);
        return Trouble.of(cause, code);
    }

    Trouble of(DoorFailure failure, Optional<SupportCode> told) {
        SupportCode code = told.orElseGet(() -> SupportCode.random(random));
        LOG.warn("{} door: {}", code, failure);
        return Trouble.of(failure.cause(), code);
    }

    /** Something of this machine's own. */
    Trouble of(Cause cause, String message) {
        SupportCode code = SupportCode.random(random);
        LOG.warn("{} kiosk: {}", code, message);
        return Trouble.of(cause, code);
    }

    /** As the other, where it was a lesson pass that was brought. */
    Trouble ofPass(DoorFailure failure, Optional<SupportCode> told) {
        Trouble trouble = of(failure, told);
        return failure == DoorFailure.REFUSED ? new Trouble(Cause.PASS_REFUSED, trouble.code()) : trouble;
    }

    /** A bug of ours: the person gets a code all the same, and the log the trace. */
    Trouble of(RuntimeException bug) {
        SupportCode code = SupportCode.random(random);
        LOG.error("{} kiosk", code, bug);
        return Trouble.of(Cause.CARD_UNUSABLE, code);
    }

    private static Cause causeOf(CardFault fault) {
        return switch (fault) {
            case NO_CARD, CARD_REMOVED, CONNECTION_CLOSED -> Cause.CARD_GONE;
            case CARD_IN_USE -> Cause.CARD_BUSY;
            case TOO_SLOW -> Cause.CARD_SLOW;
            case SERVICE_UNAVAILABLE, NO_READER, READER_FAILED, VIRTUAL_READER_UNREACHABLE -> Cause.READER;
            default -> Cause.CARD_UNUSABLE;
        };
    }
}
