package org.lanyard.session.notice;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.Duties;

/** Who is told of something about a person, at the moment that it happens. */
final class Recipients {
    /** Of the person, and of the children they are confirmed for: a restriction hides a child from a guardian, not from a lead. */
    private static final String SCHOOLS = "SELECT p.school_id FROM person_school p JOIN school s ON s.id = p.school_id"
            + " WHERE s.status = 'active' AND (p.person_id = ? OR p.person_id IN (SELECT g.child_id FROM guardianship g"
            + " WHERE g.guardian_id = ? AND g.status = 'confirmed' AND g.from_at <= ?"
            + " AND (g.until_at IS NULL OR g.until_at > ?)))";

    private Recipients() {}

    /** Nobody is told of themselves as a lead or as family: they are told as the person. */
    static Set<UUID> of(Handle tx, Audience audience, UUID person, Instant at) {
        Set<UUID> whom = new LinkedHashSet<>(
                switch (audience) {
                    case PERSON -> Set.<UUID>of();
                    case LEAD -> leads(tx, schools(tx, person, at));
                    case FAMILY -> FamilyNotices.told(tx, person, schools(tx, person, at), at);
                });
        whom.remove(person);
        return audience == Audience.PERSON ? Set.of(person) : whom;
    }

    static Set<UUID> schools(Handle tx, UUID person, Instant at) {
        return new HashSet<>(Sql.list(tx, SCHOOLS, row -> UUID.fromString(row.getString(1)), person, person, at, at));
    }

    private static Set<UUID> leads(Handle tx, Set<UUID> schools) {
        Set<UUID> leads = new LinkedHashSet<>();
        schools.forEach(school -> leads.addAll(Duties.leads(tx, school)));
        return leads;
    }
}
