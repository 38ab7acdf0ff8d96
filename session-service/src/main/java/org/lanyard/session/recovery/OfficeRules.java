package org.lanyard.session.recovery;

import java.util.List;
import org.lanyard.session.Reason;
import org.lanyard.session.people.PersonRole;

/**
 * Every rule on who may recover whom at an office, in their order.
 *
 * @param staff on the member of staff alone
 * @param both on them and on whom it is about
 * @param second besides, where they agree to what another asked for
 */
record OfficeRules(List<OfficeRule> staff, List<OfficeRule> both, List<OfficeRule> second) {
    static final OfficeRules ALL = new OfficeRules(
            List.of(
                    new OfficeRule(
                            Reason.SESSION_OVER,
                            f -> f.staff().live() && f.staff().active()),
                    new OfficeRule(
                            Reason.RECOVERY_NOT_ONES_DUTY,
                            f -> !f.staff().schools().isEmpty()),
                    // "signed in with a device-bound key": a passkey that is on several devices is the account of
                    // whoever
                    // holds one.
                    new OfficeRule(
                            Reason.RECOVERY_KEY_NOT_DEVICE_BOUND, f -> f.staff().deviceBound()),
                    new OfficeRule(Reason.FRESH_SIGN_IN_NEEDED, f -> f.staff().fresh())),
            List.of(
                    new OfficeRule(Reason.RECOVERY_OF_ONESELF, f -> !f.oneself()),
                    // Unknown, or at no school of theirs: nobody learns which.
                    new OfficeRule(Reason.RECOVERY_OF_ANOTHER_SCHOOL, OfficeFound::ofTheirSchool),
                    new OfficeRule(
                            Reason.HOLDER_INACTIVE,
                            f -> f.target().filter(OfficeFound.Target::active).isPresent()),
                    new OfficeRule(
                            Reason.RECOVERY_NOT_FOR_PUPILS,
                            f -> f.target()
                                    .filter(whom -> whom.role() != PersonRole.PUPIL)
                                    .isPresent())),
            List.of(
                    new OfficeRule(
                            Reason.RECOVERY_NOT_WAITING,
                            f -> f.proposed()
                                    .filter(one -> one.state(f.now()) == Recovery.State.WAITING)
                                    .isPresent()),
                    new OfficeRule(
                            Reason.RECOVERY_BY_THE_SAME,
                            f -> f.proposed()
                                    .filter(one -> !one.openedBy()
                                            .equals(f.staff().id().toString()))
                                    .isPresent())));
}
