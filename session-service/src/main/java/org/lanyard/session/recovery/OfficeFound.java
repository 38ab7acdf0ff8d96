package org.lanyard.session.recovery;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanyard.session.people.PersonRole;

/**
 * What the transaction found of a member of staff who would recover somebody, and of whom; all of it locked.
 *
 * @param proposed what another member of staff asked for, where this one would agree
 */
record OfficeFound(Staff staff, Optional<Target> target, Optional<Recovery> proposed, Instant now) {
    /**
     * @param live whether their session is there and not over
     * @param fresh whether it was opened with a key within the last ten minutes
     * @param deviceBound whether that key is bound to its device
     * @param schools where they are charged with the office or with safeguarding
     */
    record Staff(UUID id, boolean active, boolean live, boolean fresh, boolean deviceBound, Set<UUID> schools) {}

    /**
     * @param colleague whether they are a member of staff, or charged with anything
     * @param schools of a guardian's children, and those that a colleague belongs to
     */
    record Target(UUID id, PersonRole role, boolean active, boolean colleague, Set<UUID> schools) {}

    boolean oneself() {
        return target.filter(whom -> whom.id().equals(staff.id())).isPresent();
    }

    boolean ofTheirSchool() {
        return target.filter(whom -> !Collections.disjoint(whom.schools(), staff.schools()))
                .isPresent();
    }

    /** A school of both: whose office does it. */
    UUID school() {
        return target.orElseThrow().schools().stream()
                .filter(staff.schools()::contains)
                .findFirst()
                .orElseThrow();
    }
}
