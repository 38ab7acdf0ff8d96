package org.lanyard.session.roster;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A small, right bundle, and ways to change it. Files are texts; lines end in \n. */
final class Bundles {
    private final Map<String, String> files = new LinkedHashMap<>();

    private Bundles() {}

    /** One school, two classes, two pupils, their mother and father, an aunt, a teacher. */
    static Bundles good() {
        Bundles bundle = new Bundles();
        bundle.files.put("manifest.csv", """
                propertyName,value
                manifest.version,1.0
                oneroster.version,1.2
                file.academicSessions,bulk
                file.classes,bulk
                file.courses,bulk
                file.demographics,bulk
                file.enrollments,bulk
                file.orgs,bulk
                file.results,absent
                file.roles,bulk
                file.userProfiles,absent
                file.users,bulk
                source.systemName,Test
                """);
        bundle.put("orgs", RosterFile.ORGS, "council,,,Cyngor,local,,", "school,,,Ysgol Un,school,1,council");
        bundle.put(
                "academicSessions",
                RosterFile.ACADEMIC_SESSIONS,
                "year,,,2026,schoolYear,2026-09-01,2027-08-31,,2027",
                "term,,,Hydref,term,2026-09-01,2026-12-19,year,2027");
        bundle.put("courses", RosterFile.COURSES, "course,,,year,Blwyddyn 3,,03,school,,");
        bundle.put(
                "classes",
                RosterFile.CLASSES,
                "derwen,,,Dosbarth Derwen,03,course,,homeroom,,school,term,,,",
                "onnen,,,\"Dosbarth, Onnen\",01,course,,homeroom,,school,\"year,term\",,,");
        bundle.put(
                "users",
                RosterFile.USERS,
                "p1,,,true,p1,,Cadi,Morgan,,,,,,\"mam,dad\",03,,,,,,school,",
                "p2,,,true,p2,,Gruffudd,Morgan,,,,,,\"mam,modryb\",01,,,Guto,,,school,",
                "mam,,,true,,,Siân,Morgan,,,,,,,,,,,,,school,",
                "dad,,,true,,,Gareth,Morgan,,,,,,,,,,,,,school,",
                "modryb,,,true,,,Lowri,Rees,,,,,,,,,,,,,school,",
                "athro,,,true,,,Marcus,Adeyemi,,,,,,,,,,,,,school,");
        bundle.put(
                "roles",
                RosterFile.ROLES,
                "r1,,,p1,primary,student,,,school,",
                "r2,,,p2,primary,student,,,school,",
                "r3,,,mam,primary,parent,,,school,",
                "r4,,,dad,primary,parent,,,school,",
                "r5,,,modryb,primary,relative,,,school,",
                "r6,,,athro,primary,teacher,,,school,");
        bundle.put(
                "demographics", RosterFile.DEMOGRAPHICS, "p1,,,2018-10-02,,,,,,,,,,,,", "p2,,,2020-01-31,,,,,,,,,,,,");
        bundle.put(
                "enrollments",
                RosterFile.ENROLLMENTS,
                "e1,,,derwen,school,p1,student,,,",
                "e2,,,onnen,school,p2,student,,2026-09-01,2027-08-31",
                "e3,,,derwen,school,athro,teacher,true,,");
        return bundle;
    }

    /** A delta of the given files, each with its rows; nothing else. */
    static Bundles delta(Map<RosterFile, String[]> rows) {
        Bundles bundle = new Bundles();
        StringBuilder manifest = new StringBuilder("propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n");
        rows.forEach((file, lines) -> {
            manifest.append("file.").append(file.stem()).append(",delta\n");
            bundle.put(file.stem(), file, lines);
        });
        bundle.files.put("manifest.csv", manifest.toString());
        return bundle;
    }

    private void put(String stem, RosterFile file, String... rows) {
        files.put(stem + ".csv", String.join(",", file.header()) + "\n" + String.join("\n", rows) + "\n");
    }

    Bundles change(String file, UnaryOperator<String> change) {
        String before = files.get(file);
        String after = change.apply(before);
        if (before.equals(after)) {
            throw new IllegalArgumentException("changes nothing in " + file);
        }
        files.put(file, after);
        return this;
    }

    Bundles replace(String file, String old, String replacement) {
        return change(file, text -> text.replace(old, replacement));
    }

    Bundles add(String file, String content) {
        files.put(file, content);
        return this;
    }

    Bundles remove(String file) {
        files.remove(file);
        return this;
    }

    RosterBundle bundle() {
        return RosterBundle.of(bytes());
    }

    Map<String, byte[]> bytes() {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }
}
