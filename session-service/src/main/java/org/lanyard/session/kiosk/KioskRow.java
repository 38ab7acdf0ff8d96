package org.lanyard.session.kiosk;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kiosk as the office sees it.
 *
 * @param name what its school calls the place where it stands
 * @param room of which lesson passes may be, where it stands in one
 * @param active whether cards are taken there
 * @param schools the names of those that it serves, in their order
 */
public record KioskRow(
        URI clientId,
        Optional<String> name,
        Optional<String> room,
        String origin,
        boolean active,
        List<String> schools) {
    public KioskRow {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(name);
        Objects.requireNonNull(room);
        Objects.requireNonNull(origin);
        schools = List.copyOf(schools);
    }
}
