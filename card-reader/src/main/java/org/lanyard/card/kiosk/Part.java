package org.lanyard.card.kiosk;

import java.util.Optional;

/**
 * Whether one of the two things that the kiosk rests on, its reader and the door, can be used.
 *
 * @param known false until it was tried for the first time
 * @param trouble absent: it works, if {@code known}
 */
public record Part(boolean known, Optional<Trouble> trouble) {
    public static final Part UNKNOWN = new Part(false, Optional.empty());
    public static final Part UP = new Part(true, Optional.empty());

    public static Part down(Trouble trouble) {
        return new Part(true, Optional.of(trouble));
    }

    public boolean isUp() {
        return known && trouble.isEmpty();
    }
}
