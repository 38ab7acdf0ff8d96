package org.lanyard.dist.office;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;
import org.lanyard.session.people.School;
import org.lanyard.session.people.SchoolClass;

/**
 * Whom the office means: our id, what the roster calls them, or their name where only one person has it.
 *
 * @param place school and class, to tell two of a name apart
 */
public record Whom(Person person, String place) {
    private static final int MOST_TOLD = 5;

    public UUID id() {
        return person.id();
    }

    /** "Cadi Prydderch (Ysgol Gwaun, 3P)". */
    public String named() {
        return place.isEmpty() ? person.fullName() : person.fullName() + " (" + place + ")";
    }

    /**
     * The one person whom a text means.
     *
     * @throws OfficeException for nobody, or for more than one, who are then named
     */
    public static Whom of(Handle h, String text, LocalDate today) throws OfficeException {
        List<Whom> found = new ArrayList<>();
        for (UUID id : ids(h, text.strip())) {
            byId(h, id, today).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw new OfficeException(
                    "nobody is called " + text, "Give a full name, the roster's id, or the id that card list shows.");
        }
        if (found.size() > 1) {
            String who = found.stream()
                    .limit(MOST_TOLD)
                    .map(one -> one.named() + " " + one.id())
                    .collect(Collectors.joining("; "));
            throw new OfficeException(found.size() + " people are called " + text + ": " + who, "Give the id.");
        }
        return found.get(0);
    }

    public static Optional<Whom> byId(Handle h, UUID id, LocalDate today) {
        Directory directory = new Directory();
        return directory.person(h, id).map(person -> new Whom(person, place(h, directory, id, today)));
    }

    /** A holder, in words for a list. */
    public static String named(Handle h, UUID id, Instant now, ZoneId zone) {
        return byId(h, id, LocalDate.ofInstant(now, zone)).map(Whom::named).orElse("(nobody)");
    }

    private static String place(Handle h, Directory directory, UUID id, LocalDate today) {
        List<String> words = new ArrayList<>();
        directory.schools(h, id).stream().map(School::name).forEach(words::add);
        directory.classes(h, id, today).stream().map(SchoolClass::name).forEach(words::add);
        return String.join(", ", words);
    }

    private static List<UUID> ids(Handle h, String text) {
        Optional<UUID> id = uuid(text);
        if (id.isPresent()) {
            return List.of(id.get());
        }
        List<UUID> ids = Sql.list(
                h,
                "SELECT DISTINCT entity_id FROM roster_id WHERE kind = 'user' AND sourced_id = ?",
                row -> UUID.fromString(row.getString(1)),
                text);
        // Not LOWER in SQL: SQLite knows the case of ASCII alone, and Ŵ is a letter here.
        String wanted = text.toLowerCase(Locale.ROOT);
        return !ids.isEmpty()
                ? ids
                : Sql.list(h, "SELECT id, given_name, family_name FROM person WHERE status = 'active'", row ->
                                new String[] {row.getString(1), row.getString(2) + " " + row.getString(3)})
                        .stream()
                        .filter(row -> row[1].toLowerCase(Locale.ROOT).equals(wanted))
                        .map(row -> UUID.fromString(row[0]))
                        .toList();
    }

    /** A whole UUID; {@link UUID#fromString} takes shorter ones too. */
    public static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
