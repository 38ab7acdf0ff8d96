package org.lanyard.session.roster;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who has which role at which school, and who is in which class, as one source says. */
final class RosterLinks {
    private static final String IN_TIME =
            " (r.from_day IS NULL OR r.from_day <= :today) AND (r.until_day IS NULL OR r.until_day > :today)";

    private final Handle tx;
    private final String source;
    private final CheckedBundle bundle;
    private final String importId;
    private final Map<UUID, Boolean> schools = new HashMap<>();

    RosterLinks(Handle tx, String source, CheckedBundle bundle, String importId) {
        this.tx = tx;
        this.source = source;
        this.bundle = bundle;
        this.importId = importId;
    }

    /** @return how many came, changed or went */
    long roles(StoredIds ids) throws IOException {
        Batch rows = link("roster_role", "school_id", "is_primary");
        Batch seen = seen("roster_role");
        Batch ended = ended("roster_role");
        bundle.read(RosterFile.ROLES, row -> {
            if (row.toBeDeleted()) {
                ended.add("sourced", row.id());
                return;
            }
            UUID school = ids.orgs().get(row.text("orgSourcedId"));
            // A role at a council or a department is no membership of a school.
            if (school != null && isSchool(school)) {
                rows.add(
                        "sourced",
                        row.id(),
                        "person",
                        BundleWriter.known(ids.users(), row.text("userSourcedId")),
                        "first",
                        school.toString(),
                        "second",
                        row.text("roleType").equals(Vocabulary.PRIMARY) ? 1L : 0L,
                        "role",
                        Vocabulary.personRole(row.text("role")).code(),
                        "from",
                        row.day("beginDate"),
                        "until",
                        row.day("endDate"));
                seen.add("sourced", row.id());
            }
        });
        long changed = rows.flush() + ended.flush();
        seen.flush();
        return changed + (bundle.mode(RosterFile.ROLES) == FileMode.BULK ? gone("roster_role") : 0);
    }

    /** @return how many came, changed or went */
    long enrolments(StoredIds ids) throws IOException {
        Batch rows = link("enrolment", "class_id", "school_id");
        Batch seen = seen("enrolment");
        Batch ended = ended("enrolment");
        bundle.read(RosterFile.ENROLLMENTS, row -> {
            if (row.toBeDeleted()) {
                ended.add("sourced", row.id());
                return;
            }
            rows.add(
                    "sourced",
                    row.id(),
                    "person",
                    BundleWriter.known(ids.users(), row.text("userSourcedId")),
                    "first",
                    BundleWriter.known(ids.classes(), row.text("classSourcedId")),
                    "second",
                    BundleWriter.known(ids.orgs(), row.text("schoolSourcedId")),
                    "role",
                    row.text("role"),
                    "from",
                    row.day("beginDate"),
                    "until",
                    row.day("endDate"));
            seen.add("sourced", row.id());
        });
        long changed = rows.flush() + ended.flush();
        seen.flush();
        return changed + (bundle.mode(RosterFile.ENROLLMENTS) == FileMode.BULK ? gone("enrolment") : 0);
    }

    /** What people are, and which schools they belong to, follows from their roles of today. */
    void deriveFromRoles(LocalDate today) {
        String ours = " IN (SELECT entity_id FROM roster_id WHERE source = :source AND kind = 'user')";
        String strongest = "(SELECT r.role FROM roster_role r WHERE r.person_id = person.id"
                + " ORDER BY r.is_primary DESC, CASE r.role WHEN 'pupil' THEN 0 WHEN 'staff' THEN 1 ELSE 2 END LIMIT 1)";
        tx.createUpdate("UPDATE person SET role = COALESCE(" + strongest + ", role) WHERE id" + ours)
                .bind("source", source)
                .execute();
        tx.createUpdate("DELETE FROM person_school WHERE person_id" + ours
                        + " AND NOT EXISTS (SELECT 1 FROM roster_role r WHERE r.person_id = person_school.person_id"
                        + " AND r.school_id = person_school.school_id AND" + IN_TIME + ")")
                .bind("source", source)
                .bind("today", today.toEpochDay())
                .execute();
        tx.createUpdate("INSERT INTO person_school (person_id, school_id)"
                        + " SELECT DISTINCT r.person_id, r.school_id FROM roster_role r"
                        + " WHERE r.source = :source AND" + IN_TIME + " ON CONFLICT DO NOTHING")
                .bind("source", source)
                .bind("today", today.toEpochDay())
                .execute();
    }

    private boolean isSchool(UUID id) {
        return schools.computeIfAbsent(
                id,
                org -> tx.createQuery("SELECT COUNT(*) FROM school WHERE id = :id")
                                .bind("id", org.toString())
                                .mapTo(Long.class)
                                .one()
                        == 1);
    }

    private Batch link(String table, String first, String second) {
        String columns = "person_id, " + first + ", " + second + ", role, from_day, until_day";
        String kept = prefixed(table, columns);
        String said = prefixed("excluded", columns);
        return new Batch(
                tx,
                "INSERT INTO " + table + " (source, sourced_id, " + columns + ", seen_in)"
                        + " VALUES (:source, :sourced, :person, :first, :second, :role, :from, :until, :import)"
                        + " ON CONFLICT (source, sourced_id) DO UPDATE SET person_id = excluded.person_id, " + first
                        + " = excluded." + first + ", " + second + " = excluded." + second
                        + ", role = excluded.role, from_day = excluded.from_day, until_day = excluded.until_day"
                        + " WHERE (" + kept + ") IS DISTINCT FROM (" + said + ")",
                "source",
                source,
                "import",
                importId);
    }

    private static String prefixed(String table, String columns) {
        return table + "." + columns.replace(", ", ", " + table + ".");
    }

    private Batch seen(String table) {
        return new Batch(
                tx,
                "UPDATE " + table + " SET seen_in = :import WHERE source = :source AND sourced_id = :sourced",
                "source",
                source,
                "import",
                importId);
    }

    private Batch ended(String table) {
        return new Batch(
                tx, "DELETE FROM " + table + " WHERE source = :source AND sourced_id = :sourced", "source", source);
    }

    private long gone(String table) {
        return tx.createUpdate("DELETE FROM " + table + " WHERE source = :source AND seen_in <> :import")
                .bind("source", source)
                .bind("import", importId)
                .execute();
    }
}
