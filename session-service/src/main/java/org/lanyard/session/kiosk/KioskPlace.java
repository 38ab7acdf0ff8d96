package org.lanyard.session.kiosk;

import java.util.Objects;
import java.util.Optional;

/**
 * Where somebody signs in with a card.
 *
 * @param name what the school calls the place; empty where nobody has said
 * @param origin of its screen
 */
public record KioskPlace(Optional<String> name, String origin) {
    public KioskPlace {
        Objects.requireNonNull(name);
        Objects.requireNonNull(origin);
    }

    /** The kiosk's own screen: where a page goes that took the screen's window, once its session is over. */
    public String screen() {
        return origin + "/";
    }
}
