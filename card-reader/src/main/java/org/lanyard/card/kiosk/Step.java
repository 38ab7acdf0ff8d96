package org.lanyard.card.kiosk;

import java.util.List;

/** What follows from an event: the next situation, and what is to be done, in this order. */
public record Step(Situation next, List<KioskAction> actions) {
    public Step {
        actions = List.copyOf(actions);
    }

    static Step of(Situation next, KioskAction... actions) {
        return new Step(next, List.of(actions));
    }
}
