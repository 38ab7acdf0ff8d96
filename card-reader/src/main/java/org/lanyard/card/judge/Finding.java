package org.lanyard.card.judge;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was found about one container.
 *
 * @param present whether the card has it
 * @param flaws what is wrong with it, in the order of {@link Flaw}; none of what is absent
 */
public record Finding(boolean present, Set<Flaw> flaws) {
    static final Finding ABSENT = new Finding(false, Set.of());

    public Finding {
        flaws = flaws.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flaws));
    }

    public boolean isGood() {
        return present && flaws.isEmpty();
    }

    public boolean isBroken() {
        return !flaws.isEmpty();
    }
}
