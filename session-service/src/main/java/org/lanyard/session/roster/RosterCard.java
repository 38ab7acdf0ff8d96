package org.lanyard.session.roster;

import java.util.Objects;
import java.util.UUID;

/** A card that follows its holder out of the roster, or back into it. */
public record RosterCard(UUID card, UUID person) {
    public RosterCard {
        Objects.requireNonNull(card);
        Objects.requireNonNull(person);
    }
}
