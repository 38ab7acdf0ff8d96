package org.lanyard.session.recovery;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Duties;
import org.lanyard.session.people.Duty;

/**
 * Recovery in person: a member of staff at a school's office, signed in with their own key just now, has somebody before them
 * whom they know. Every method takes the caller's transaction.
 */
public final class RecoveryOffice {
    private final Recoveries recoveries;
    private final OfficeFacts facts;
    private final OfficeRules rules;

    /**
     * What came of it.
     *
     * @param opened absent where a second member of staff has to agree first
     */
    public record Outcome(UUID recovery, Optional<Recoveries.Opened> opened) {}

    public RecoveryOffice(Engine engine, Recoveries recoveries) {
        this(engine, recoveries, OfficeRules.ALL);
    }

    /** With other rules than all: for the test that takes each out. */
    RecoveryOffice(Engine engine, Recoveries recoveries, OfficeRules rules) {
        this.recoveries = recoveries;
        this.facts = new OfficeFacts(engine);
        this.rules = rules;
    }

    /** The schools whose office or safeguarding somebody is charged with; for what their pages show. */
    public static Set<UUID> schoolsOf(Handle h, UUID staff) {
        return Duties.of(h, staff).stream()
                .filter(held -> held.duty() == Duty.OFFICE || held.duty() == Duty.SAFEGUARDING_LEAD)
                .flatMap(held -> held.school().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Whether this member of staff may open recoveries at all; for the pages, which show nothing otherwise.
     *
     * @throws RefusedException SESSION_OVER, RECOVERY_NOT_ONES_DUTY, RECOVERY_KEY_NOT_DEVICE_BOUND, FRESH_SIGN_IN_NEEDED
     */
    public void require(Handle tx, SignedIn staff, Instant now) throws RefusedException {
        OfficeFound found = new OfficeFound(facts.staff(tx, staff, now), Optional.empty(), Optional.empty(), now);
        OfficeRule.check(rules.staff(), found);
    }

    /**
     * Opens a recovery of {@code person}; for a colleague it waits until a second member of staff agrees.
     *
     * @param documents whether the member of staff has seen identity documents
     * @param keepsKeys whether the person still has their other keys
     * @throws RefusedException for the first of {@link OfficeRules} that does not hold
     */
    public Outcome open(Handle tx, SignedIn staff, UUID person, boolean documents, boolean keepsKeys, Instant now)
            throws RefusedException {
        OfficeFound found = judged(tx, staff, person, Optional.empty(), now);
        Recoveries.Order order = new Recoveries.Order(person, found.school(), documents, keepsKeys);
        if (found.target().orElseThrow().colleague()) {
            return new Outcome(recoveries.propose(tx, order, staff.person(), now), Optional.empty());
        }
        Recoveries.Opened opened = recoveries.atOffice(tx, order, staff.person(), now);
        return new Outcome(opened.id(), Optional.of(opened));
    }

    /**
     * Agrees to what another member of staff asked for.
     *
     * @throws RefusedException for the first of {@link OfficeRules} that does not hold
     */
    public Recoveries.Opened agree(Handle tx, SignedIn staff, UUID recovery, Instant now) throws RefusedException {
        Recovery proposed =
                recoveries.lock(tx, recovery).orElseThrow(() -> new RefusedException(Reason.RECOVERY_NOT_WAITING));
        OfficeFound found = judged(tx, staff, proposed.person(), Optional.of(proposed), now);
        OfficeRule.check(rules.second(), found);
        return recoveries.agree(tx, proposed, staff.person(), now);
    }

    /**
     * Takes a recovery back that nobody has used yet.
     *
     * @return false where it is over
     * @throws RefusedException for the first of {@link OfficeRules} that does not hold
     */
    public boolean cancel(Handle tx, SignedIn staff, UUID recovery, String why, Instant now) throws RefusedException {
        // A peek without the lock: cancelling locks the invitation first.
        Optional<Recovery> found = Recoveries.find(tx, recovery);
        if (found.isEmpty()) {
            throw new RefusedException(Reason.RECOVERY_OF_ANOTHER_SCHOOL);
        }
        judged(tx, staff, found.get().person(), Optional.empty(), now);
        return recoveries.cancel(tx, recovery, now, staff.person().toString(), why);
    }

    private OfficeFound judged(Handle tx, SignedIn staff, UUID person, Optional<Recovery> proposed, Instant now)
            throws RefusedException {
        OfficeFound found = new OfficeFound(facts.staff(tx, staff, now), facts.target(tx, person), proposed, now);
        OfficeRule.check(rules.staff(), found);
        OfficeRule.check(rules.both(), found);
        return found;
    }
}
