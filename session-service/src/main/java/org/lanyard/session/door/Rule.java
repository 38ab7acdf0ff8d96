package org.lanyard.session.door;

import java.util.List;
import java.util.function.Predicate;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * One rule of the door: pure, and with a reason of its own.
 *
 * @param <S> what has been seen so far
 */
record Rule<S>(Reason reason, Predicate<S> holds) {
    static <S> Rule<S> rule(Reason reason, Predicate<S> holds) {
        return new Rule<>(reason, holds);
    }

    /** Holds all rules against what was seen, in their order; the first that doesn't hold refuses. */
    static <S> void check(List<Rule<S>> rules, S seen) throws RefusedException {
        for (Rule<S> rule : rules) {
            if (!rule.holds().test(seen)) {
                throw new RefusedException(rule.reason());
            }
        }
    }
}
