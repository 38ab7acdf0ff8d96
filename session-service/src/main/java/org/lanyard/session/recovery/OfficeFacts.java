package org.lanyard.session.recovery;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.PersonRole;

/**
 * Gathers what a recovery at an office rests on, and locks it: the session, the staff member, their duties and whom it
 * is about. So a duty that is taken away at the same moment either came before, and is seen, or comes after.
 */
final class OfficeFacts {
    /** The school of a duty that is of no school: no office is of it. */
    private static final UUID NONE = new UUID(0, 0);

    private final String session;
    private final String staff;
    private final String duties;
    private final String target;

    private record Opened(Acr acr, Instant at) {}

    OfficeFacts(Engine engine) {
        this.session = "SELECT acr, signed_in_at FROM login_session WHERE id = ? AND person_id = ? AND ended_at IS NULL"
                + " AND expires_at > ? AND credential_id IS NOT NULL AND must_add_key = 0" + engine.forShare();
        this.staff = "SELECT status FROM person WHERE id = ?" + engine.forShare();
        this.duties = "SELECT d.school_id FROM duty d JOIN school s ON s.id = d.school_id WHERE d.person_id = ?"
                + " AND d.duty IN ('office', 'safeguarding-lead') AND s.status = 'active' ORDER BY d.school_id"
                + engine.forShare("d");
        this.target = "SELECT role, status FROM person WHERE id = ?" + engine.forShare();
    }

    OfficeFound.Staff staff(Handle tx, SignedIn who, Instant now) {
        boolean active = Sql.one(tx, staff, row -> row.getString(1), who.person())
                .filter("active"::equals)
                .isPresent();
        Optional<Opened> opened = Sql.one(
                tx,
                session,
                row -> new Opened(Acr.valueOf(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))),
                who.session(),
                who.person(),
                now);
        return new OfficeFound.Staff(
                who.person(),
                active,
                opened.isPresent(),
                opened.filter(one -> now.isBefore(one.at().plus(SignedIn.FRESH)))
                        .isPresent(),
                opened.filter(one -> one.acr() == Acr.KEY).isPresent(),
                Set.copyOf(Sql.list(tx, duties, row -> UUID.fromString(row.getString(1)), who.person())));
    }

    Optional<OfficeFound.Target> target(Handle tx, UUID person) {
        return Sql.one(tx, target, row -> new String[] {row.getString(1), row.getString(2)}, person)
                .map(row -> {
                    PersonRole role = PersonRole.of(row[0]);
                    List<UUID> charged = Sql.list(
                            tx,
                            "SELECT school_id FROM duty WHERE person_id = ?",
                            duty -> Optional.ofNullable(duty.getString(1))
                                    .map(UUID::fromString)
                                    .orElse(NONE),
                            person);
                    boolean colleague = role == PersonRole.STAFF || !charged.isEmpty();
                    Set<UUID> schools = new LinkedHashSet<>(Families.schools(tx, person));
                    if (colleague) {
                        schools.addAll(charged);
                        schools.addAll(membership(tx, person));
                    }
                    return new OfficeFound.Target(person, role, row[1].equals("active"), colleague, schools);
                });
    }

    private static List<UUID> membership(Handle tx, UUID person) {
        return Sql.list(
                tx,
                "SELECT school_id FROM person_school WHERE person_id = ? ORDER BY school_id",
                row -> UUID.fromString(row.getString(1)),
                person);
    }
}
