package org.lanyard.session.pupil;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;

/** What schools say of their pupils' keys. Every method takes the caller's transaction. */
public final class PupilKeys {
    private final AuditLog audit;
    private final Ending ending;
    private final PupilAge ages;
    private final String lock;

    /** One school. @param fromAge in years; empty: off */
    public record Setting(UUID school, String name, Optional<Integer> fromAge) {}

    public PupilKeys(Engine engine, AuditLog audit, Ending ending) {
        this.audit = audit;
        this.ending = ending;
        this.ages = new PupilAge(engine);
        this.lock = "SELECT id FROM school WHERE id = ?" + engine.forUpdate();
    }

    /** All active schools, by name. */
    public static List<Setting> all(Handle h) {
        return Sql.list(
                h,
                "SELECT s.id, s.name, a.from_age FROM school s LEFT JOIN pupil_key_age a ON a.school_id = s.id"
                        + " WHERE s.status = 'active' ORDER BY s.name, s.id",
                row -> {
                    UUID school = UUID.fromString(row.getString(1));
                    String name = row.getString(2);
                    int age = row.getInt(3);
                    return new Setting(school, name, row.wasNull() ? Optional.empty() : Optional.of(age));
                });
    }

    /**
     * Lets a school's pupils have keys from an age on, or none of them. Sessions of keys that are not allowed any more end; the
     * keys stay, and open again if the school allows them again.
     *
     * @param fromAge 5 to 25 years; empty: off
     * @return how many sessions ended
     */
    public int set(Handle tx, UUID school, Optional<Integer> fromAge, Instant at, String actor, String why) {
        Why.checked(why);
        Sql.one(tx, lock, row -> row.getString(1), school)
                .orElseThrow(() -> new IllegalArgumentException("there is no such school"));
        if (fromAge.isPresent()) {
            Sql.update(
                    tx,
                    "INSERT INTO pupil_key_age (school_id, from_age, since) VALUES (?, ?, ?) ON CONFLICT (school_id)"
                            + " DO UPDATE SET from_age = excluded.from_age, since = excluded.since",
                    school,
                    fromAge.get(),
                    at);
        } else {
            Sql.update(tx, "DELETE FROM pupil_key_age WHERE school_id = ?", school);
        }
        audit.append(
                tx,
                AuditEvent.of(
                        at,
                        "pupil-keys.set",
                        actor,
                        school.toString(),
                        Map.of("from-age", fromAge.map(String::valueOf).orElse("off"), "why", why)));
        return endWhatIsNotAllowed(tx, school, at, actor);
    }

    private int endWhatIsNotAllowed(Handle tx, UUID school, Instant at, String actor) {
        record Live(UUID session, UUID person) {}
        List<Live> live = Sql.list(
                tx,
                "SELECT l.id, l.person_id FROM login_session l JOIN person_school p ON p.person_id = l.person_id"
                        + " WHERE p.school_id = ? AND l.credential_id IS NOT NULL AND l.ended_at IS NULL",
                row -> new Live(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2))),
                school);
        int ended = 0;
        for (Live one : live) {
            if (!ages.mayHaveKeys(tx, one.person(), at)) {
                ended += ending.session(tx, one.session(), EndReason.CREDENTIAL_REVOKED, at, actor) ? 1 : 0;
            }
        }
        return ended;
    }
}
