package org.lanyard.session.people;

import java.security.SecureRandom;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts people and schools into a store without a roster. */
public final class TestPeople {
    private static final RandomIds IDS = new RandomIds(new SecureRandom());

    private TestPeople() {}

    public static UUID person(Handle tx, PersonRole role, String given, String family) {
        UUID id = IDS.uuid();
        tx.execute(
                "INSERT INTO person (id, role, given_name, family_name, status, handle, born)"
                        + " VALUES (?, ?, ?, ?, 'active', ?, NULL)",
                id.toString(),
                role.code(),
                given,
                family,
                IDS.handle());
        return id;
    }

    public static UUID school(Handle tx, String name) {
        UUID id = IDS.uuid();
        tx.execute("INSERT INTO school (id, name, status) VALUES (?, ?, 'active')", id.toString(), name);
        return id;
    }

    public static UUID schoolClass(Handle tx, UUID school, String name) {
        UUID id = IDS.uuid();
        tx.execute(
                "INSERT INTO school_class (id, school_id, name) VALUES (?, ?, ?)",
                id.toString(),
                school.toString(),
                name);
        return id;
    }

    /** Membership of the school, and of the class. */
    public static void enrol(Handle tx, UUID person, UUID school, UUID schoolClass) {
        tx.execute(
                "INSERT INTO person_school (person_id, school_id) VALUES (?, ?)", person.toString(), school.toString());
        tx.execute(
                "INSERT INTO enrolment (source, sourced_id, person_id, class_id, school_id, role, from_day, until_day,"
                        + " seen_in) VALUES ('test', ?, ?, ?, ?, 'student', NULL, NULL, 'test')",
                IDS.uuid().toString(),
                person.toString(),
                schoolClass.toString(),
                school.toString());
    }

    public static void leave(Handle tx, UUID person) {
        tx.execute("UPDATE person SET status = 'inactive' WHERE id = ?", person.toString());
    }
}
