package org.lanyard.pki.lint;

import java.util.Optional;
import java.util.function.Supplier;

/** One rule. Without state, so that one instance serves all. */
interface Lint {

    /** Where the rule stands, such as {@code RFC 5280 §4.1.2.2}; "ours" where it is stricter than any standard. */
    String clause();

    /** What is wrong, in words that say how to mend it; empty where the rule is kept. */
    Optional<String> problem(LintSubject certificate);

    /** The problem if the rule is broken. */
    static Optional<String> unless(boolean kept, String problem) {
        return kept ? Optional.empty() : Optional.of(problem);
    }

    /** The problem if the rule is broken, put into words only then. */
    static Optional<String> unless(boolean kept, Supplier<String> problem) {
        return kept ? Optional.empty() : Optional.of(problem.get());
    }
}
