package org.lanyard.dist.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.card.Cards;
import org.lanyard.session.http.Desk;
import org.lanyard.session.roster.RosterIds;

@DisplayName("lanyard roster, as the operator types it")
class RosterCommandTest {
    private static final String ORGS =
            "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nbro,,,Ysgol Bro Dewi,school,,\n";
    private static final String USERS =
            "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
                    + "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,"
                    + "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n";
    private static final String ROLES =
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
                    + "userProfileSourcedId\n";
    private static final List<String> NAMES =
            List.of("Mali", "Osian", "Nia", "Idris", "Ffion", "Tomos", "Elin", "Guto", "Lowri", "Siôn");

    @TempDir
    Path folder;

    private void write(Set<Integer> without) throws IOException {
        Path roster = Files.createDirectories(folder.resolve("roster"));
        StringBuilder users = new StringBuilder(USERS);
        StringBuilder roles = new StringBuilder(ROLES);
        for (int i = 0; i < NAMES.size(); i++) {
            if (!without.contains(i)) {
                users.append("u%d,,,true,,,%s,Ŵyn,,,,,,,,,,,,,,%n".formatted(i, NAMES.get(i)));
                roles.append("r%d,,,u%d,primary,student,,,bro,%n".formatted(i, i));
            }
        }
        put(roster, "manifest.csv", """
                propertyName,value
                manifest.version,1.0
                oneroster.version,1.2
                file.orgs,bulk
                file.users,bulk
                file.roles,bulk
                """);
        put(roster, "orgs.csv", ORGS);
        put(roster, "users.csv", users.toString());
        put(roster, "roles.csv", roles.toString());
    }

    private static void put(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static UUID card(int pupil) {
        return UUID.fromString("1a2b3c4d-0000-4000-8000-00000000000" + pupil);
    }

    private void giveCards(OfficeShell shell) throws Exception {
        try (Store store = shell.store()) {
            SecureRandom random = new SecureRandom();
            AuditLog audit = new AuditLog(
                    MasterKey.openOrCreate(folder.resolve("data").resolve(StoreOptions.MASTER_KEY_FILE)), random);
            Desk desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
            store.transact(tx -> {
                for (int i = 0; i < NAMES.size(); i++) {
                    Optional<UUID> holder = RosterIds.user(tx, "roster", "u" + i);
                    desk.cards()
                            .add(
                                    tx,
                                    new CardStates.Card(card(i), CardStatus.ACTIVE, holder),
                                    OfficeShell.NOW,
                                    "cli:ada");
                }
                return null;
            });
        }
    }

    private CardStatus status(OfficeShell shell, int pupil) {
        try (Store store = shell.store()) {
            return store.read(h -> Cards.find(h, card(pupil))).orElseThrow().status();
        }
    }

    @Test
    @DisplayName("import: seen before it is done, refused until the number is named, with names on the screen alone")
    void imports() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        write(Set.of());
        Transcript.ofResource(RosterCommandTest.class, "first.transcript").replay(shell);
        giveCards(shell);

        write(Set.of(0, 3, 9));
        Transcript.ofResource(RosterCommandTest.class, "leavers.transcript").replay(shell);
        assertEquals(CardStatus.SUSPENDED, status(shell, 3));

        write(Set.of(0, 9));
        Transcript.ofResource(RosterCommandTest.class, "back.transcript").replay(shell);
        assertEquals(CardStatus.ACTIVE, status(shell, 3));
        assertEquals(CardStatus.SUSPENDED, status(shell, 9));

        write(Set.of());
        String json = String.join("\n", shell.run("lanyard roster import --data DIR/data DIR/roster --dry-run --json"));
        NAMES.forEach(name -> assertFalse(json.contains(name), name));
        assertFalse(json.contains("Ŵyn"));
    }

    @Test
    @DisplayName("import: what cannot be read or is not right is refused with a hint, and nothing is changed")
    void refused() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        write(Set.of());
        Files.writeString(folder.resolve("notes.txt"), "no roster");
        Path roles = folder.resolve("roster").resolve("roles.csv");
        Files.writeString(roles, Files.readString(roles).replace("r4,,,u4,", "r4,,,u44,"));
        Transcript.ofResource(RosterCommandTest.class, "refused.transcript").replay(shell);
    }
}
