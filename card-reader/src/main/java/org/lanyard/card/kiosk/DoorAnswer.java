package org.lanyard.card.kiosk;

import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.http.SupportCode;

/** What the door said to one call: a value, or why there is none. A refusal is an answer too, so nothing is thrown. */
public sealed interface DoorAnswer<T> {
    /** The answer. */
    record Given<T>(T value) implements DoorAnswer<T> {
        public Given {
            Objects.requireNonNull(value);
        }
    }

    /**
     * None.
     *
     * @param code the server's support code, where it gave one: it stands beside the reason in the server's log
     * @param timeTold whether the server told its time along with it
     */
    record Refused<T>(DoorFailure failure, Optional<SupportCode> code, boolean timeTold) implements DoorAnswer<T> {
        public Refused {
            Objects.requireNonNull(failure);
        }
    }
}
