package org.lanyard.session.recovery;

import java.util.List;
import java.util.function.Predicate;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/** One rule on who may recover whom at an office: pure, and with a reason of its own. */
record OfficeRule(Reason reason, Predicate<OfficeFound> holds) {
    /** Holds all rules against what was found, in their order; the first that does not hold refuses. */
    static void check(List<OfficeRule> rules, OfficeFound found) throws RefusedException {
        for (OfficeRule rule : rules) {
            if (!rule.holds().test(found)) {
                throw new RefusedException(rule.reason());
            }
        }
    }
}
