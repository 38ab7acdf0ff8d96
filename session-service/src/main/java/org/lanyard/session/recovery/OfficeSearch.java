package org.lanyard.session.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/** Finds people by their names within the schools of whoever looks: guardians of their pupils, and their staff. */
public final class OfficeSearch {
    /** How many are shown. */
    public static final int MOST = 20;

    private static final int SHORTEST = 2;
    private static final String GUARDIANS = "SELECT p.id, p.given_name, p.family_name, c.given_name, c.family_name"
            + " FROM person p JOIN guardianship g ON g.guardian_id = p.id JOIN person c ON c.id = g.child_id"
            + " JOIN person_school ps ON ps.person_id = c.id WHERE ps.school_id = ? AND g.status <> 'ended'"
            + " AND p.status = 'active' ORDER BY p.family_name, p.given_name, p.id, c.given_name, c.id";
    private static final String STAFF = "SELECT p.id, p.given_name, p.family_name FROM person p"
            + " JOIN person_school ps ON ps.person_id = p.id WHERE ps.school_id = ? AND p.role = 'staff'"
            + " AND p.status = 'active' ORDER BY p.family_name, p.given_name, p.id";

    private OfficeSearch() {}

    /**
     * Somebody who was found.
     *
     * @param children the pupils of the school whose guardian they are, by which the office tells two of a name apart
     */
    public record Person(UUID id, String name, boolean staff, List<String> children) {}

    /**
     * The people whose names begin with the words that were typed, in any order; nobody where fewer than two letters were.
     *
     * @param schools of whoever looks
     */
    public static List<Person> find(Handle h, Set<UUID> schools, String text) {
        List<String> words = words(text);
        if (words.stream().mapToInt(String::length).sum() < SHORTEST) {
            return List.of();
        }
        return all(h, schools, words).values().stream().limit(MOST).toList();
    }

    /** Somebody of those schools by their id; empty where they are of none. */
    public static Optional<Person> byId(Handle h, Set<UUID> schools, UUID id) {
        return Optional.ofNullable(all(h, schools, words(nameOf(h, id))).get(id));
    }

    private static Map<UUID, Person> all(Handle h, Set<UUID> schools, List<String> words) {
        Map<UUID, Person> found = new LinkedHashMap<>();
        for (UUID school : schools) {
            Sql.list(
                            h,
                            GUARDIANS,
                            row -> new String[] {
                                row.getString(1),
                                row.getString(2) + " " + row.getString(3),
                                row.getString(4) + " " + row.getString(5)
                            },
                            school)
                    .forEach(row -> add(found, words, UUID.fromString(row[0]), row[1], false, List.of(row[2])));
            Sql.list(
                            h,
                            STAFF,
                            row -> new String[] {row.getString(1), row.getString(2) + " " + row.getString(3)},
                            school)
                    .forEach(row -> add(found, words, UUID.fromString(row[0]), row[1], true, List.of()));
        }
        return found;
    }

    private static String nameOf(Handle h, UUID id) {
        return Sql.one(
                        h,
                        "SELECT given_name, family_name FROM person WHERE id = ?",
                        row -> row.getString(1) + " " + row.getString(2),
                        id)
                .orElse("");
    }

    private static void add(
            Map<UUID, Person> found, List<String> words, UUID id, String name, boolean staff, List<String> children) {
        List<String> names = words(name);
        if (!words.stream().allMatch(word -> names.stream().anyMatch(part -> part.startsWith(word)))) {
            return;
        }
        found.merge(id, new Person(id, name, staff, children), (one, more) -> {
            List<String> all = new ArrayList<>(one.children());
            more.children().stream().filter(child -> !all.contains(child)).forEach(all::add);
            return new Person(id, name, one.staff() || more.staff(), List.copyOf(all));
        });
    }

    /** In Java: SQLite knows the case of ASCII alone, and Ŵ is a letter here. */
    private static List<String> words(String text) {
        return Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("[\\s\\-'’]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
