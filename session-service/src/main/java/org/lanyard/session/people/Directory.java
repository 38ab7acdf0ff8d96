package org.lanyard.session.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Looks people and schools up. Every method takes the caller's {@link Handle}, so that what the door reads is read in
 * its own transaction. Nothing is cached: a leaver is gone with the commit that says so.
 */
public final class Directory {
    private static final String PERSON = "SELECT id, role, given_name, family_name, status, handle, born FROM person";

    public Optional<Person> person(Handle tx, UUID id) {
        return tx.createQuery(PERSON + " WHERE id = :id")
                .bind("id", id.toString())
                .map((row, context) -> toPerson(row))
                .findOne();
    }

    /** @param handle the WebAuthn user handle, base64url */
    public Optional<Person> byHandle(Handle tx, String handle) {
        return tx.createQuery(PERSON + " WHERE handle = :handle")
                .bind("handle", handle)
                .map((row, context) -> toPerson(row))
                .findOne();
    }

    /** The active schools that a person belongs to; empty for somebody unknown. */
    public Set<UUID> schoolsOf(Handle tx, UUID person) {
        Set<UUID> ids = new LinkedHashSet<>();
        schools(tx, person).forEach(school -> ids.add(school.id()));
        return ids;
    }

    /** The active schools that a person belongs to, by name. */
    public List<School> schools(Handle tx, UUID person) {
        return tx.createQuery("SELECT s.id, s.name, s.status FROM school s"
                        + " JOIN person_school p ON p.school_id = s.id"
                        + " WHERE p.person_id = :person AND s.status = 'active' ORDER BY s.name, s.id")
                .bind("person", person.toString())
                .map((row, context) -> new School(
                        UUID.fromString(row.getString("id")),
                        row.getString("name"),
                        Status.of(row.getString("status"))))
                .list();
    }

    /** The classes that a pupil is in on a day, of active schools, by name. */
    public List<SchoolClass> classes(Handle tx, UUID person, LocalDate day) {
        return tx.createQuery("SELECT DISTINCT c.id, c.school_id, c.name FROM school_class c"
                        + " JOIN enrolment e ON e.class_id = c.id JOIN school s ON s.id = c.school_id"
                        + " WHERE e.person_id = :person AND s.status = 'active'"
                        + " AND (e.from_day IS NULL OR e.from_day <= :day)"
                        + " AND (e.until_day IS NULL OR e.until_day > :day) ORDER BY c.name, c.id")
                .bind("person", person.toString())
                .bind("day", day.toEpochDay())
                .map((row, context) -> new SchoolClass(
                        UUID.fromString(row.getString("id")),
                        UUID.fromString(row.getString("school_id")),
                        row.getString("name")))
                .list();
    }

    private static Person toPerson(ResultSet row) throws SQLException {
        long born = row.getLong("born");
        Optional<LocalDate> birthday = row.wasNull() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(born));
        return new Person(
                UUID.fromString(row.getString("id")),
                PersonRole.of(row.getString("role")),
                row.getString("given_name"),
                row.getString("family_name"),
                Status.of(row.getString("status")),
                row.getString("handle"),
                birthday);
    }
}
