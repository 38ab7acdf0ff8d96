package org.lanyard.session.pass;

import java.net.URI;
import java.util.Objects;

/** Where a pass is good. */
public sealed interface PassPlace {
    /** At one kiosk. */
    record AtKiosk(URI clientId) implements PassPlace {
        public AtKiosk {
            Objects.requireNonNull(clientId);
        }
    }

    /** At every kiosk of one room of the pupil's school, by the name that {@code Kiosks.room} gave it. */
    record InRoom(String room) implements PassPlace {
        public InRoom {
            Objects.requireNonNull(room);
        }
    }
}
