package org.lanyard.session.roster;

import java.util.List;

/**
 * Which cards an import suspends and releases.
 *
 * @param suspended of people who left, by the cards' ids
 * @param released of people who came back, by the cards' ids
 * @param schools those that lose a card, by name
 */
public record CardPlan(List<RosterCard> suspended, List<RosterCard> released, List<SchoolCards> schools) {
    static final CardPlan NONE = new CardPlan(List.of(), List.of(), List.of());

    public CardPlan {
        suspended = List.copyOf(suspended);
        released = List.copyOf(released);
        schools = List.copyOf(schools);
    }

    public boolean none() {
        return suspended.isEmpty() && released.isEmpty();
    }

    /** Whether any school would lose more cards than one import may take without a second yes. */
    public boolean tooMany() {
        return schools.stream().anyMatch(SchoolCards::tooMany);
    }
}
