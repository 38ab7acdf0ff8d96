package org.lanyard.session.door;

import static org.lanyard.session.door.Rule.rule;

import java.util.List;
import org.lanyard.session.Reason;
import org.lanyard.session.people.PersonRole;

/**
 * Every rule on a one-time code for whoever lost their keys, in their order. It opens the registration of one new key and no
 * session; {@link Rules} has what is asked of that key.
 */
record RecoveryRules(List<Rule<RecoveryFound>> found) {
    static final RecoveryRules ALL = new RecoveryRules(List.of(
            rule(Reason.RECOVERY_TRIES_SPENT, RecoveryFound::triesLeft),
            rule(Reason.RECOVERY_CODE_UNKNOWN, f -> f.grant().isPresent()),
            rule(
                    Reason.RECOVERY_CODE_USED,
                    f -> f.grant().filter(grant -> !grant.used()).isPresent()),
            rule(
                    Reason.HOLDER_INACTIVE,
                    f -> f.holder().filter(RecoveryFound.Holder::active).isPresent()),
            // Whoever holds the keys to everybody's data comes back in person, and with another's consent.
            rule(
                    Reason.RECOVERY_NOT_BY_CODE,
                    f -> f.holder()
                            .filter(who -> who.role() == PersonRole.GUARDIAN && !who.charged())
                            .isPresent()),
            // A sheet of paper may be found by whom the family hides from.
            rule(Reason.RECOVERY_IN_PERSON, f -> !f.inPersonOnly())));
}
