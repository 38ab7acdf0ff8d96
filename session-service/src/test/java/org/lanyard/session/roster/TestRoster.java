package org.lanyard.session.roster;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is at which school, as a school's system would write it: a bulk bundle of people and roles. */
final class TestRoster {
    /** No school, but a place where roles may be. */
    static final String COUNCIL = "council";

    final Map<String, Pupil> pupils = new LinkedHashMap<>();
    private final List<String> schools;

    /**
     * Somebody.
     *
     * @param schools by the roster's ids
     * @param until the day on which they are there no more; null: no such day
     */
    record Pupil(boolean enabled, SortedSet<String> schools, LocalDate from, LocalDate until) {
        static Pupil at(String... schools) {
            return new Pupil(true, new TreeSet<>(List.of(schools)), null, null);
        }

        Pupil disabled() {
            return new Pupil(false, schools, from, until);
        }

        Pupil from(LocalDate day) {
            return new Pupil(enabled, schools, day, until);
        }

        Pupil until(LocalDate day) {
            return new Pupil(enabled, schools, from, day);
        }

        /** Where they are on a day, or will be. */
        SortedSet<String> belongs(LocalDate today) {
            SortedSet<String> all = new TreeSet<>(schools);
            all.remove(COUNCIL);
            if (!enabled || until != null && !until.isAfter(today)) {
                all.clear();
            }
            return all;
        }
    }

    TestRoster(String... schools) {
        this.schools = List.of(schools);
    }

    /** Puts pupils there, p0, p1 … */
    TestRoster fill(int count, String school) {
        for (int i = 0; i < count; i++) {
            pupils.put("p" + pupils.size(), Pupil.at(school));
        }
        return this;
    }

    RosterBundle bundle() {
        StringBuilder orgs = header(RosterFile.ORGS).append("council,,,Cyngor,local,,\n");
        schools.forEach(school -> orgs.append(
                "%s,,,Ysgol %s,school,,council%n".formatted(school, school.toUpperCase(java.util.Locale.ROOT))));
        StringBuilder users = header(RosterFile.USERS);
        StringBuilder roles = header(RosterFile.ROLES);
        pupils.forEach((id, pupil) -> {
            users.append("%s,,,%s,%s,,Cadi,%s,,,,,,,,,,,,,,%n".formatted(id, pupil.enabled(), id, id));
            pupil.schools()
                    .forEach(school -> roles.append("%s-%s,,,%s,primary,student,%s,%s,%s,%n"
                            .formatted(id, school, id, day(pupil.from()), day(pupil.until()), school)));
        });
        Map<String, byte[]> files = new TreeMap<>();
        files.put("manifest.csv", bytes("""
                propertyName,value
                manifest.version,1.0
                oneroster.version,1.2
                file.orgs,bulk
                file.users,bulk
                file.roles,bulk
                """));
        files.put("orgs.csv", bytes(orgs.toString()));
        files.put("users.csv", bytes(users.toString()));
        files.put("roles.csv", bytes(roles.toString()));
        return RosterBundle.of(files);
    }

    private static StringBuilder header(RosterFile file) {
        return new StringBuilder(String.join(",", file.header())).append('\n');
    }

    private static String day(LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
