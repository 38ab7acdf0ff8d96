package org.lanyard.session.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.Child;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.Guardianships;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.notice.Contact;
import org.lanyard.session.notice.MailAddress;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.SchoolClass;

@DisplayName("A OneRoster 1.2 bundle")
class RosterImportTest {
    private static final Directory DIRECTORY = new Directory();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Act ACT = new Act("test", Imports.NOW, "test");
    private static final String STAMP = "2026-11-22T10:00:00Z";

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("brings people, schools and classes in, under ids and handles of our own")
    void people(Store store) {
        Imports imports = new Imports(store);
        RosterReport report = imports.run(Bundles.good());

        assertTrue(report.accepted(), () -> report.findings().toString());
        assertEquals(new RosterChanges(6, 2, 0, 1, 2, 9, 4, 0), report.changes());
        Person cadi = person(store, imports.user("p1"));
        assertEquals("Cadi Morgan", cadi.fullName());
        assertEquals(PersonRole.PUPIL, cadi.role());
        assertEquals(Optional.of(LocalDate.of(2018, 10, 2)), cadi.born());
        assertEquals(43, cadi.handle().length());
        assertEquals("Guto", person(store, imports.user("p2")).givenName(), "the name they are called by");
        assertEquals(PersonRole.GUARDIAN, person(store, imports.user("mam")).role());
        assertEquals(PersonRole.STAFF, person(store, imports.user("athro")).role());
        assertEquals(List.of("Dosbarth, Onnen"), classes(store, imports.user("p2"), TODAY));
        assertEquals(List.of(), classes(store, imports.user("p2"), LocalDate.of(2027, 8, 31)), "the end is exclusive");
        assertEquals(1, store.read(tx -> DIRECTORY.schoolsOf(tx, cadi.id())).size());
        assertEquals(
                cadi, store.read(tx -> DIRECTORY.byHandle(tx, cadi.handle())).orElseThrow());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("says nothing new the second time")
    void idempotent(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());
        String before = imports.everything();
        RosterReport again = imports.run(Bundles.good());

        assertTrue(again.accepted());
        assertTrue(again.changes().none(), () -> again.changes().toString());
        assertEquals(before, imports.everything());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("brings addresses for mail; what is none is passed over, and an empty column takes nothing away")
    void addresses(Store store) {
        Imports imports = new Imports(store);
        Bundles bundle = Bundles.good()
                .replace("users.csv", "mam,,,true,,,Siân,Morgan,,,,", "mam,,,true,,,Siân,Morgan,,,sian@example.org,");
        assertEquals(1, imports.run(bundle).changes().addresses());
        assertEquals(0, imports.run(bundle).changes().addresses());
        UUID mam = imports.user("mam");
        assertEquals(
                0,
                imports.run(Bundles.good()
                                .replace(
                                        "users.csv",
                                        "mam,,,true,,,Siân,Morgan,,,,",
                                        "mam,,,true,,,Siân,Morgan,,,none,"))
                        .changes()
                        .addresses());
        assertTrue(imports.run(Bundles.good()).accepted());
        assertEquals(
                Optional.of("sian@example.org"),
                store.read(h -> imports.contacts.of(h, mam))
                        .flatMap(Contact::address)
                        .map(MailAddress::text));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("is only checked in a dry run")
    void dryRun(Store store) {
        Imports imports = new Imports(store);
        String before = imports.everything();

        assertTrue(imports.dryRun(Bundles.good()).accepted());
        assertEquals(before, imports.everything());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("proposes guardianships and opens nothing")
    void proposes(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());

        assertEquals(4, store.read(imports.office::waiting).size());
        assertEquals(
                GuardianshipKind.RELATIVE,
                store.read(imports.office::waiting).stream()
                        .filter(one -> one.guardian().equals(imports.user("modryb")))
                        .findFirst()
                        .orElseThrow()
                        .kind());
        assertEquals(List.of(), children(store, imports.user("mam")));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("does not bring back what the office has ended, nor lift a restriction, nor take a confirmation away")
    void officeWins(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());
        UUID mam = imports.user("mam");
        UUID dad = imports.user("dad");
        UUID cadi = imports.user("p1");
        store.transact(tx -> {
            imports.office
                    .waiting(tx)
                    .forEach(one -> imports.office.confirm(
                            tx, one.id(), one.kind(), EnumSet.of(Right.MEALS), Imports.NOW, Optional.empty(), ACT));
            imports.office.restrict(tx, mam, cadi, Imports.NOW, Optional.empty(), "order", ACT);
            String dads = tx.createQuery("SELECT id FROM guardianship WHERE guardian_id = :dad")
                    .bind("dad", dad.toString())
                    .mapTo(String.class)
                    .one();
            return imports.office.end(tx, UUID.fromString(dads), ACT);
        });
        RosterReport again = imports.run(Bundles.good());

        assertEquals(0, again.changes().proposals());
        assertEquals(List.of("Guto"), children(store, mam));
        assertEquals(List.of(), children(store, dad));
        imports.run(Bundles.good().replace("users.csv", "\"mam,modryb\"", "modryb"));
        assertEquals(List.of("Guto"), children(store, mam), "a roster that forgets a parent ends nothing");
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("in bulk makes inactive whoever is not in it any more, and brings them back as they were")
    void bulkLeaver(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());
        UUID aunt = imports.user("modryb");
        Person before = person(store, aunt);
        RosterReport gone = imports.run(Bundles.good()
                .change(
                        "users.csv",
                        text -> text.replaceAll("(?m)^modryb,.*\n", "").replace("\"mam,modryb\"", "mam"))
                .change("roles.csv", text -> text.replaceAll("(?m)^r5,.*\n", "")));

        assertTrue(gone.accepted(), () -> gone.findings().toString());
        assertEquals(1, gone.changes().peopleGone());
        assertFalse(person(store, aunt).active());
        assertEquals(List.of(aunt), imports.left);
        assertEquals(0, store.read(tx -> DIRECTORY.schoolsOf(tx, aunt)).size());
        imports.run(Bundles.good());
        assertEquals(before, person(store, aunt));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("in bulk without many of the people is refused: it is rather truncated than true")
    void brake(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());
        String before = imports.everything();
        RosterReport report = imports.run(Bundles.good()
                .change(
                        "users.csv",
                        text -> text.lines()
                                .limit(3)
                                .reduce("", (a, b) -> a + b + "\n")
                                .replace("\"mam,dad\"", "")
                                .replace("\"mam,modryb\"", ""))
                .change("roles.csv", text -> text.lines().limit(3).reduce("", (a, b) -> a + b + "\n"))
                .change("enrollments.csv", text -> text.lines().limit(3).reduce("", (a, b) -> a + b + "\n")));

        assertEquals(
                "[users.csv:0 TOO_MANY_GONE (sourcedId)]", report.findings().toString());
        assertEquals(before, imports.everything());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("as a delta changes what it mentions and leaves the rest")
    void delta(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());
        RosterReport report = imports.run(Bundles.delta(Map.of(
                RosterFile.USERS,
                new String[] {
                    "dad,tobedeleted," + STAMP + ",,,,,,,,,,,,,,,,,,,",
                    "p1,active," + STAMP + ",true,p1,,Cadi,Morgan-Rees,,,,,,mam,03,,,,,,school,"
                },
                RosterFile.ENROLLMENTS,
                new String[] {
                    "e1,tobedeleted," + STAMP + ",,,,,,,", "e4,active," + STAMP + ",onnen,school,p1,student,,,"
                })));

        assertTrue(report.accepted(), () -> report.findings().toString());
        assertEquals("Cadi Morgan-Rees", person(store, imports.user("p1")).fullName());
        assertFalse(person(store, imports.user("dad")).active());
        assertEquals(List.of(imports.user("dad")), imports.left);
        assertTrue(person(store, imports.user("p2")).active());
        assertEquals(List.of("Dosbarth, Onnen"), classes(store, imports.user("p1"), TODAY));
        assertEquals(
                Integer.valueOf(6),
                store.read(tx -> tx.createQuery("SELECT COUNT(*) FROM roster_role")
                        .mapTo(Integer.class)
                        .one()));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("as a delta needs status and date in each row, and may refer to what came before")
    void deltaRules(Store store) {
        Imports imports = new Imports(store);
        String row = "e4,active," + STAMP + ",onnen,school,p1,student,,,";
        assertEquals(
                "enrollments.csv:2 REFERENCE (classSourcedId)",
                imports.run(Bundles.delta(Map.of(RosterFile.ENROLLMENTS, new String[] {row})))
                        .findings()
                        .get(0)
                        .toString());
        imports.run(Bundles.good());
        assertTrue(imports.run(Bundles.delta(Map.of(RosterFile.ENROLLMENTS, new String[] {row})))
                .accepted());
        assertEquals(
                "[enrollments.csv:2 STATUS (status), enrollments.csv:2 STATUS (dateLastModified)]",
                imports.run(Bundles.delta(
                                Map.of(RosterFile.ENROLLMENTS, new String[] {"e4,,,onnen,school,p1,student,,,"})))
                        .findings()
                        .toString());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("of another source has ids of its own")
    void sources(Store store) {
        Imports imports = new Imports(store);
        imports.run(Bundles.good());
        UUID cadi = imports.user("p1");

        assertEquals(Optional.empty(), store.read(tx -> RosterIds.user(tx, "other", "p1")));
        assertEquals(cadi, imports.user("p1"));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("may come with a byte order mark, CRLF, extensions and the column of 1.2.1; as folder or zip")
    void forms(Store store, @TempDir Path folder) throws Exception {
        Imports imports = new Imports(store);
        Bundles bundle = Bundles.good()
                .change("orgs.csv", text -> "\uFEFF" + text.replace("\n", "\r\n"))
                .change(
                        "users.csv",
                        text -> text.replaceAll("(?m)$(?<!^)", ",")
                                .replace("pronouns,", "pronouns,metadata.x")
                                .replaceAll("\n,$", "\n"));
        for (Map.Entry<String, byte[]> file : bundle.bytes().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        RosterReport report = imports.run(RosterBundle.directory(folder));
        assertTrue(report.accepted(), () -> report.findings().toString());
        assertTrue(BundleCheck.headerFits(
                RosterFile.USERS,
                List.of(String.join(",", RosterFile.USERS.header())
                        .replace("userMasterIdentifier", "userMasterIdentifier,resourceSourcedIds")
                        .split(","))));

        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : Bundles.good().bytes().entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        try (RosterBundle zipped = RosterBundle.zip(zip)) {
            assertTrue(imports.run(zipped).changes().none());
        } finally {
            Files.delete(zip);
        }
    }

    private static Person person(Store store, UUID id) {
        return store.read(tx -> DIRECTORY.person(tx, id)).orElseThrow();
    }

    private static List<String> classes(Store store, UUID id, LocalDate day) {
        return store.read(tx -> DIRECTORY.classes(tx, id, day)).stream()
                .map(SchoolClass::name)
                .toList();
    }

    private static List<String> children(Store store, UUID guardian) {
        Instant later = Imports.NOW.plusSeconds(1);
        return store.read(tx -> new Guardianships().childrenOf(tx, guardian, later)).stream()
                .map(Child::givenName)
                .toList();
    }
}
