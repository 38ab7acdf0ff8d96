package org.lanyard.session.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;

/** One thing broken in each row: the exact file, line, reason and column, and nothing changed. */
@DisplayName("A broken bundle")
class RosterRefusalTest {
    private record Row(String what, UnaryOperator<Bundles> broken, String finding) {}

    private static Row row(String what, UnaryOperator<Bundles> broken, String finding) {
        return new Row(what, broken, finding);
    }

    private static Row row(String what, String file, String old, String replacement, String finding) {
        return new Row(what, bundle -> bundle.replace(file, old, replacement), finding);
    }

    private static List<Row> rows() {
        return List.of(
                row("no manifest", b -> b.remove("manifest.csv"), "manifest.csv:0 MANIFEST_MISSING"),
                row(
                        "OneRoster 1.1",
                        "manifest.csv",
                        "oneroster.version,1.2",
                        "oneroster.version,1.1",
                        "manifest.csv:3 MANIFEST_VERSION (oneroster.version)"),
                row(
                        "no version",
                        "manifest.csv",
                        "manifest.version,1.0\n",
                        "",
                        "manifest.csv:0 MANIFEST_VERSION (manifest.version)"),
                row(
                        "unknown property",
                        "manifest.csv",
                        "source.systemName",
                        "source.system",
                        "manifest.csv:14 MANIFEST_PROPERTY (propertyName)"),
                row(
                        "unknown file declared",
                        "manifest.csv",
                        "file.results",
                        "file.marks",
                        "manifest.csv:10 MANIFEST_PROPERTY (propertyName)"),
                row(
                        "property twice",
                        "manifest.csv",
                        "source.systemName,Test",
                        "file.users,bulk",
                        "manifest.csv:14 MANIFEST_PROPERTY (propertyName)"),
                row(
                        "mode in capitals",
                        "manifest.csv",
                        "file.users,bulk",
                        "file.users,Bulk",
                        "manifest.csv:13 MANIFEST_MODE (file.users)"),
                row(
                        "manifest's header",
                        "manifest.csv",
                        "propertyName,value",
                        "property,value",
                        "manifest.csv:1 HEADER"),
                row("declared, not there", b -> b.remove("demographics.csv"), "demographics.csv:0 FILE_MISSING"),
                row("there, not declared", b -> b.add("results.csv", "sourcedId\n"), "results.csv:0 FILE_NOT_DECLARED"),
                row("a stranger", b -> b.add("Cadi Morgan.txt", "hello"), ":0 FILE_UNKNOWN"),
                row("a folder", b -> b.add("roster/users.csv", "hello"), ":0 FILE_UNKNOWN"),
                row("column missing", "users.csv", ",pronouns\n", "\n", "users.csv:1 HEADER"),
                row(
                        "columns swapped",
                        "users.csv",
                        "givenName,familyName",
                        "familyName,givenName",
                        "users.csv:1 HEADER"),
                row(
                        "a column that nobody knows",
                        "orgs.csv",
                        "parentSourcedId\n",
                        "parentSourcedId,colour\n",
                        "orgs.csv:1 HEADER"),
                row("empty file", b -> b.add("orgs.csv", ""), "orgs.csv:1 HEADER"),
                row(
                        "too few fields",
                        "orgs.csv",
                        "school,,,Ysgol Un,school,1,council",
                        "school,,,Ysgol Un,school",
                        "orgs.csv:3 COLUMN_COUNT"),
                row("too many fields", "orgs.csv", "1,council", "1,council,", "orgs.csv:3 COLUMN_COUNT"),
                row("blank line", "orgs.csv", "\nschool", "\n\nschool", "orgs.csv:3 COLUMN_COUNT"),
                row(
                        "truncated",
                        b -> b.change("enrollments.csv", text -> text.substring(0, text.length() - 20)),
                        "enrollments.csv:4 COLUMN_COUNT"),
                row("quote never closed", "classes.csv", "Onnen\"", "Onnen", "classes.csv:3 SYNTAX"),
                row("text after a quote", "classes.csv", "Onnen\"", "Onnen\"x", "classes.csv:3 SYNTAX"),
                row("no id", "orgs.csv", "council,,,Cyngor", ",,,Cyngor", "orgs.csv:2 FIELD_MISSING (sourcedId)"),
                row("no name", "orgs.csv", "Ysgol Un", "  ", "orgs.csv:3 FIELD_MISSING (name)"),
                row("no given name", "users.csv", ",Cadi,", ",,", "users.csv:2 FIELD_MISSING (givenName)"),
                row(
                        "endless name",
                        "users.csv",
                        ",Cadi,",
                        "," + "x".repeat(256) + ",",
                        "users.csv:2 FIELD_TOO_LONG (givenName)"),
                row(
                        "a field without end",
                        "users.csv",
                        ",Cadi,",
                        "," + "x".repeat(70_000) + ",",
                        "users.csv:2 FILE_TOO_LARGE"),
                row("control character", "users.csv", ",Cadi,", ",Ca\u0000di,", "users.csv:2 CHARACTER (givenName)"),
                row("line break in a name", "users.csv", ",Cadi,", ",\"Ca\ndi\",", "users.csv:2 CHARACTER (givenName)"),
                row("text turned round", "users.csv", ",Cadi,", ",\u202eidaC,", "users.csv:2 CHARACTER (givenName)"),
                row(
                        "line counted after a break",
                        "users.csv",
                        "p1,,,true,p1,,Cadi",
                        "p1,,,true,\"p\n1\",,Cadi",
                        "users.csv:2 CHARACTER (username)"),
                row("type of organisation", "orgs.csv", ",local,", ",village,", "orgs.csv:2 VALUE (type)"),
                row("extension without a name", "orgs.csv", ",local,", ",ext:,", "orgs.csv:2 VALUE (type)"),
                row("role", "roles.csv", "primary,teacher", "primary,Teacher", "roles.csv:7 VALUE (role)"),
                row("role type", "roles.csv", "athro,primary", "athro,first", "roles.csv:7 VALUE (roleType)"),
                row("truth", "users.csv", "p1,,,true", "p1,,,yes", "users.csv:2 VALUE (enabledUser)"),
                row("primary", "enrollments.csv", "teacher,true", "teacher,1", "enrollments.csv:4 VALUE (primary)"),
                row(
                        "class type",
                        "classes.csv",
                        "03,course,,homeroom",
                        "03,course,,room",
                        "classes.csv:2 VALUE (classType)"),
                row(
                        "no such day",
                        "demographics.csv",
                        "2018-10-02",
                        "2018-02-30",
                        "demographics.csv:2 DATE (birthDate)"),
                row(
                        "day as the British write it",
                        "demographics.csv",
                        "2018-10-02",
                        "02/10/2018",
                        "demographics.csv:2 DATE (birthDate)"),
                row(
                        "born tomorrow",
                        "demographics.csv",
                        "2018-10-02",
                        "2026-11-24",
                        "demographics.csv:2 DATE (birthDate)"),
                row(
                        "born in another century",
                        "demographics.csv",
                        "2018-10-02",
                        "1899-12-31",
                        "demographics.csv:2 DATE (birthDate)"),
                row(
                        "ends before it begins",
                        "enrollments.csv",
                        "2026-09-01,2027-08-31",
                        "2026-09-01,2026-08-31",
                        "enrollments.csv:3 DATE_ORDER (endDate)"),
                row(
                        "term before it begins",
                        "academicSessions.csv",
                        "2026-09-01,2026-12-19",
                        "2026-09-01,2025-12-19",
                        "academicSessions.csv:3 DATE_ORDER (endDate)"),
                row("deleted in bulk", "orgs.csv", "council,,", "council,tobedeleted,", "orgs.csv:2 STATUS (status)"),
                row("status unknown", "orgs.csv", "council,,", "council,gone,", "orgs.csv:2 STATUS (status)"),
                row("modified when", "orgs.csv", "council,,,", "council,,today,", "orgs.csv:2 DATE (dateLastModified)"),
                row("same id twice", "users.csv", "p2,,,true", "p1,,,true", "users.csv:3 DUPLICATE_ID (sourcedId)"),
                row(
                        "parent organisation unknown",
                        "orgs.csv",
                        "1,council",
                        "1,cuoncil",
                        "orgs.csv:3 REFERENCE (parentSourcedId)"),
                row(
                        "agent unknown",
                        "users.csv",
                        "\"mam,dad\"",
                        "\"mam,tad\"",
                        "users.csv:2 REFERENCE (agentSourcedIds)"),
                row(
                        "role of nobody",
                        b -> b.change("roles.csv", text -> text + "r7,,,neb,primary,aide,,,school,\n"),
                        "roles.csv:8 REFERENCE (userSourcedId)"),
                row(
                        "course unknown",
                        "classes.csv",
                        "03,course,",
                        "03,cuorse,",
                        "classes.csv:2 REFERENCE (courseSourcedId)"),
                row(
                        "term unknown",
                        "classes.csv",
                        "school,term,",
                        "school,haf,",
                        "classes.csv:2 REFERENCE (termSourcedIds)"),
                row(
                        "class unknown",
                        "enrollments.csv",
                        "derwen,school,p1",
                        "dewren,school,p1",
                        "enrollments.csv:2 REFERENCE (classSourcedId)"),
                row("born, but nobody", "demographics.csv", "p2,", "p3,", "demographics.csv:3 REFERENCE (sourcedId)"),
                row(
                        "a council is no school",
                        "classes.csv",
                        "homeroom,,school,term",
                        "homeroom,,council,term",
                        "classes.csv:2 NOT_A_SCHOOL (schoolSourcedId)"),
                row(
                        "class of another school",
                        b -> b.change("orgs.csv", text -> text + "other,,,Ysgol Dau,school,2,council\n")
                                .replace("enrollments.csv", "derwen,school,p1", "derwen,other,p1"),
                        "enrollments.csv:2 SCHOOL_MISMATCH (schoolSourcedId)"),
                row(
                        "nobody knows what they are",
                        "roles.csv",
                        "r5,,,modryb,primary,relative,,,school,\n",
                        "",
                        "users.csv:6 ROLE_MISSING (sourcedId)"));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("is refused with its own reason, and changes nothing")
    void table(Store store) {
        Imports imports = new Imports(store);
        assertTrue(imports.run(Bundles.good()).accepted());
        String before = imports.everything();
        for (Row row : rows()) {
            RosterReport report = imports.run(row.broken().apply(Bundles.good()));

            assertFalse(report.accepted(), row.what());
            assertEquals(row.finding(), report.findings().get(0).toString(), row.what());
            assertEquals(RosterChanges.NONE, report.changes(), row.what());
            assertEquals(before, imports.everything(), row.what());
        }
    }
}
