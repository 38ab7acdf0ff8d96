package org.lanyard.card.personalise;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.piv.ManagementKey;

/**
 * Which management key a card has: the one that new cards have, of one of two kinds, or the one derived for an id.
 *
 * @param ofNewCards its kind, if it is that of new cards
 * @param derivedFor the id, if it is a derived one
 */
record KeyHeld(Optional<ManagementAlgorithm> ofNewCards, Optional<UUID> derivedFor) {
    static KeyHeld ofNewCards(ManagementAlgorithm algorithm) {
        return new KeyHeld(Optional.of(algorithm), Optional.empty());
    }

    static KeyHeld derivedFor(UUID card) {
        return new KeyHeld(Optional.empty(), Optional.of(card));
    }

    /** The key itself; the caller closes it. */
    ManagementKey key(CardMasterKey master) {
        return derivedFor
                .map(master::managementKey)
                .orElseGet(() -> ManagementKey.ofNewCards(ofNewCards.orElseThrow()));
    }
}
