package org.lanyard.dist.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.session.guardianship.Child;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.guardianship.Guardianships;
import org.lanyard.session.people.Directory;

@DisplayName("The demo's school")
class DemoPeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    private Path folder;

    private AuditLog audit;

    @BeforeEach
    void keys() throws Exception {
        audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("has 30 pupils in three classes, and the families that the demo tells of")
    void families(Store store) {
        DemoPeople people = seed(store, NOW);

        assertEquals(DemoPeople.PUPILS, people.pupils().size());
        assertEquals("Cadi Morgan", people.pupils().get(0).name());
        assertEquals(
                Set.of("Dosbarth Derwen", "Dosbarth Helygen", "Dosbarth Onnen"),
                people.pupils().stream().map(DemoPeople.Pupil::schoolClass).collect(Collectors.toSet()));
        assertTrue(people.guardians().stream()
                .noneMatch(guardian -> guardian.story().isEmpty()));
        assertEquals(
                "Cadi:attendance,attainment,health,meals,contact Macsen:attendance,attainment,health,meals,contact",
                sees(store, people, "Siân Morgan"));
        assertEquals("Cadi:attendance,attainment Macsen:attendance,attainment", sees(store, people, "Gareth Morgan"));
        assertEquals("Tomos:attendance,attainment,health,meals,contact", sees(store, people, "Darren Pugh"));
        assertTrue(sees(store, people, "Rhian Pugh").startsWith("Elin:"));
        assertEquals("", sees(store, people, "Kofi Mensah"));
        assertEquals("Nia:attendance,meals", sees(store, people, "Mair Bevan"));
        assertEquals(
                Set.of(people.school()),
                store.read(tx ->
                        new Directory().schoolsOf(tx, people.pupils().get(29).id())));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("is the same after a restart, and what the office did since stays done")
    void restart(Store store) {
        DemoPeople first = seed(store, NOW);
        GuardianshipOffice office = new GuardianshipOffice(audit, new SecureRandom());
        store.transact(tx -> {
            tx.execute("UPDATE guardianship SET status = 'ended' WHERE guardian_id = ?", id(first, "Siân Morgan"));
            return null;
        });
        DemoPeople second = seed(store, NOW.plus(Duration.ofDays(1)));

        assertEquals(first, second);
        assertEquals("", sees(store, second, "Siân Morgan"));
        assertEquals("Tomos:attendance,attainment,health,meals,contact", sees(store, second, "Darren Pugh"));
        assertEquals(1, store.read(office::waiting).size(), "Kofi Mensah still waits, and nobody else");
    }

    private DemoPeople seed(Store store, Instant now) {
        return DemoPeople.seed(store, audit, new SecureRandom(), InstantSource.fixed(now), ZoneId.of("Europe/London"));
    }

    private static String id(DemoPeople people, String name) {
        return people.guardians().stream()
                .filter(guardian -> guardian.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    private static String sees(Store store, DemoPeople people, String name) {
        return store.read(tx -> new Guardianships()
                .childrenOf(tx, UUID.fromString(id(people, name)), NOW.plusSeconds(1)).stream()
                        .map(DemoPeopleTest::line)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining(" ")));
    }

    private static String line(Child child) {
        return child.givenName() + ":"
                + child.rights().stream().map(right -> right.code()).collect(Collectors.joining(","));
    }
}
