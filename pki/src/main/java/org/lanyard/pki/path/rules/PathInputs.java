package org.lanyard.pki.path.rules;

import java.time.Instant;
import java.util.Set;

/**
 * What a path is judged by, beside its anchor.
 *
 * @param at the time
 * @param stricter which of the stricter rules hold
 */
public record PathInputs(
        Instant at, PolicyInputs policies, Expected expected, Set<StricterRule> stricter, Algorithms algorithms) {
    public PathInputs {
        stricter = Set.copyOf(stricter);
    }

    /** All that is strict, any policy, nothing in particular expected. */
    public static PathInputs at(Instant at) {
        return new PathInputs(at, PolicyInputs.ANY, Expected.NOTHING, StricterRule.ALL, Algorithms.STRONG);
    }

    public PathInputs with(PolicyInputs other) {
        return new PathInputs(at, other, expected, stricter, algorithms);
    }

    public PathInputs with(Expected other) {
        return new PathInputs(at, policies, other, stricter, algorithms);
    }

    public PathInputs with(Set<StricterRule> rules) {
        return new PathInputs(at, policies, expected, rules, algorithms);
    }

    public PathInputs with(Algorithms others) {
        return new PathInputs(at, policies, expected, stricter, others);
    }

    boolean holds(StricterRule rule) {
        return stricter.contains(rule);
    }
}
