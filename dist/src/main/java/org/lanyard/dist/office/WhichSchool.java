package org.lanyard.dist.office;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.School;
import org.lanyard.session.people.Status;

/** Which school the office means: our id, what the roster calls it, or its name where only one has it. */
public final class WhichSchool {
    private WhichSchool() {}

    /** @throws OfficeException for none, or for more than one */
    public static School of(Handle h, String text) throws OfficeException {
        String wanted = text.strip();
        Optional<String> listed = Sql.one(
                h,
                "SELECT MIN(entity_id) FROM roster_id WHERE kind = 'org' AND sourced_id = ?",
                row -> String.valueOf(row.getString(1)),
                wanted);
        // Not LOWER in SQL: SQLite knows the case of ASCII alone.
        List<School> found = all(h).stream()
                .filter(school -> school.id().toString().equals(wanted.toLowerCase(Locale.ROOT))
                        || school.id().toString().equals(listed.orElse(""))
                        || school.name().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() != 1) {
            throw new OfficeException(
                    (found.isEmpty() ? "no school" : found.size() + " schools") + " called " + text,
                    "Give a school's full name, the roster's id, or our id.");
        }
        return found.get(0);
    }

    /** Its name, for lists. */
    public static String named(Handle h, UUID id) {
        return Sql.one(h, "SELECT name FROM school WHERE id = ?", row -> row.getString(1), id)
                .orElse(id.toString());
    }

    private static List<School> all(Handle h) {
        return Sql.list(
                h,
                "SELECT id, name FROM school WHERE status = 'active' ORDER BY id",
                row -> new School(UUID.fromString(row.getString(1)), row.getString(2), Status.ACTIVE));
    }
}
