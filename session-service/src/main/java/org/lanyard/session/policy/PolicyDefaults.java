package org.lanyard.session.policy;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.session.people.Duty;

/** What stands where nothing was set: families bring whatever key they have, whoever holds others' data a device-bound one. */
public final class PolicyDefaults {
    private static final Set<ModelStatus> BROKEN = EnumSet.allOf(ModelStatus.class);
    private static final KeyPolicy FAMILY = of(false, 1);
    private static final KeyPolicy STAFF = of(true, 1);
    private static final KeyPolicy ADMIN = of(true, 2);

    private PolicyDefaults() {}

    /** @param whom the code of a role or of a duty */
    public static KeyPolicy of(String whom) {
        Optional<Duty> duty = Duty.find(whom);
        if (duty.isPresent()) {
            return switch (duty.get()) {
                case SCHOOL_ADMIN, COUNCIL_ADMIN -> ADMIN;
                case OFFICE, TEACHER, SAFEGUARDING_LEAD, AUDITOR -> STAFF;
            };
        }
        return whom.equals("staff") ? STAFF : FAMILY;
    }

    private static KeyPolicy of(boolean deviceBound, int keys) {
        return new KeyPolicy(
                deviceBound ? Conveyance.INDIRECT : Conveyance.NONE,
                Optional.empty(),
                Set.of(),
                BROKEN,
                deviceBound,
                false,
                keys);
    }
}
