package org.lanyard.pki.lint;

import java.util.Objects;

/**
 * A broken rule.
 *
 * @param rule the rule's name, such as {@code SerialIsShortAndPositive}
 * @param clause where it stands
 * @param problem what is wrong, in words that say how to mend it
 */
public record Finding(String rule, String clause, String problem) {
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String toString() {
        return rule + " (" + clause + "): " + problem;
    }
}
