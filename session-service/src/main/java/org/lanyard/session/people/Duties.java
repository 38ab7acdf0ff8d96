package org.lanyard.session.people;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.store.Row;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/** Who is charged with what. Every method takes the caller's transaction. */
public final class Duties {
    private static final Row<HeldDuty> HELD = row -> new HeldDuty(
            Duty.of(row.getString(1)), Optional.ofNullable(row.getString(2)).map(UUID::fromString));

    private final AuditLog audit;

    /** A duty and whose it is, for lists. */
    public record Given(UUID person, HeldDuty held, Instant since) {}

    public Duties(AuditLog audit) {
        this.audit = audit;
    }

    /** What a person is charged with now. */
    public static Set<HeldDuty> of(Handle h, UUID person) {
        return new LinkedHashSet<>(Sql.list(
                h, "SELECT duty, school_id FROM duty WHERE person_id = ? ORDER BY duty, school_id", HELD, person));
    }

    /** The active people who are told when something touches a child of this school. */
    public static List<UUID> leads(Handle h, UUID school) {
        return Sql.list(
                h,
                "SELECT d.person_id FROM duty d JOIN person p ON p.id = d.person_id"
                        + " WHERE d.school_id = ? AND d.duty = ? AND p.status = 'active' ORDER BY d.person_id",
                row -> UUID.fromString(row.getString(1)),
                school,
                Duty.SAFEGUARDING_LEAD.code());
    }

    /** All duties there are, by person. */
    public static List<Given> all(Handle h) {
        return Sql.list(
                h,
                "SELECT duty, school_id, person_id, since FROM duty ORDER BY person_id, duty, school_id",
                row -> new Given(
                        UUID.fromString(row.getString(3)), HELD.read(row), Instant.ofEpochMilli(row.getLong(4))));
    }

    /**
     * Charges an active member of staff with a duty; false where they have it already.
     *
     * @param why one sentence for the record
     * @throws RefusedException DUTY_NOT_FOR_THEM (no active member of staff), DUTY_SCHOOL (a school is missing, is not active,
     *     or there is none to be)
     */
    public boolean give(Handle tx, UUID person, HeldDuty held, Instant at, String actor, String why)
            throws RefusedException {
        boolean staff = Sql.one(
                        tx,
                        "SELECT id FROM person WHERE id = ? AND role = 'staff' AND status = 'active'",
                        row -> row.getString(1),
                        person)
                .isPresent();
        if (!staff) {
            throw new RefusedException(Reason.DUTY_NOT_FOR_THEM);
        }
        boolean school = held.school().isPresent()
                && Sql.one(
                                tx,
                                "SELECT id FROM school WHERE id = ? AND status = 'active'",
                                row -> row.getString(1),
                                held.school().get())
                        .isPresent();
        if (held.duty().ofASchool() ? !school : held.school().isPresent()) {
            throw new RefusedException(Reason.DUTY_SCHOOL);
        }
        int added = Sql.update(
                tx,
                "INSERT INTO duty (person_id, duty, school_id, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                person,
                held.duty().code(),
                held.school().orElse(null),
                at);
        return told(tx, added, "duty.given", person, held, at, actor, why);
    }

    /** Takes a duty from somebody; false where they don't have it. */
    public boolean take(Handle tx, UUID person, HeldDuty held, Instant at, String actor, String why) {
        int taken = Sql.update(
                tx,
                "DELETE FROM duty WHERE person_id = ? AND duty = ? AND COALESCE(school_id, '') = ?",
                person,
                held.duty().code(),
                held.school().map(UUID::toString).orElse(""));
        return told(tx, taken, "duty.taken", person, held, at, actor, why);
    }

    private boolean told(
            Handle tx, int rows, String kind, UUID person, HeldDuty held, Instant at, String actor, String why) {
        if (rows == 0) {
            return false;
        }
        Map<String, String> facts = Map.of(
                "duty",
                held.duty().code(),
                "school",
                held.school().map(UUID::toString).orElse("-"),
                "why",
                Why.checked(why));
        audit.append(tx, new AuditEvent(at, kind, actor, person.toString(), facts, Map.of()));
        return true;
    }
}
