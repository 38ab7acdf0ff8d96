package org.lanyard.session.roster;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Store;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.house.House;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.notice.Contacts;

/** An importer on a store, and all that it could change as text. */
final class Imports {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final String SOURCE = "sims";
    private static final List<String> TABLES = List.of(
            "person",
            "school",
            "school_class",
            "person_school",
            "roster_id",
            "roster_role",
            "enrolment",
            "guardianship",
            "restriction",
            "roster_source");

    final Store store;
    final GuardianshipOffice office;
    final CardStates cards;
    final List<UUID> left = new ArrayList<>();
    private final RosterImporter importer;
    final Contacts contacts;

    Imports(Store store) {
        this(store, new AuditLog(masterKey(), new SecureRandom()));
    }

    private Imports(Store store, AuditLog audit) {
        this(
                store,
                audit,
                new CardStates(
                        store.engine(), new CertificateRegistry(store.engine(), audit), new Ending(audit), audit),
                new Ending(audit),
                InstantSource.fixed(NOW));
    }

    /** Beside a service that is open for taps. */
    Imports(House house) {
        this(house.store, house.audit, house.desk.cards(), house.desk.ending(), house.clock);
    }

    private Imports(Store store, AuditLog audit, CardStates cards, Ending ending, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        this.store = store;
        this.cards = cards;
        this.office = new GuardianshipOffice(audit, random);
        this.contacts = new Contacts(store.engine(), audit);
        this.importer = new RosterImporter(
                store,
                office,
                (tx, person, at, actor) -> {
                    left.add(person);
                    ending.ofPerson(tx, person, EndReason.PERSON_ENDED, at, actor);
                },
                new RosterCards(store.engine(), cards, audit),
                contacts,
                random,
                clock,
                ZoneId.of("Europe/London"));
    }

    private static MasterKey masterKey() {
        try {
            return MasterKey.openOrCreate(
                    Files.createTempDirectory("lanyard-roster").resolve("master.key"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    RosterReport run(RosterOrder order, RosterBundle bundle) {
        return importer.run(order, bundle);
    }

    RosterReport run(Bundles bundle) {
        return importer.importBundle(SOURCE, bundle.bundle());
    }

    RosterReport run(RosterBundle bundle) {
        return importer.importBundle(SOURCE, bundle);
    }

    RosterReport dryRun(Bundles bundle) {
        return importer.dryRun(SOURCE, bundle.bundle());
    }

    UUID user(String sourced) {
        return store.read(tx -> RosterIds.user(tx, SOURCE, sourced).orElseThrow());
    }

    /** Every row of every table of people, without what each import marks anew. */
    String everything() {
        return store.read(tx -> {
            StringBuilder text = new StringBuilder();
            for (String table : TABLES) {
                List<String> rows = tx.createQuery("SELECT * FROM " + table).mapToMap().stream()
                        .map(row -> {
                            row.remove("seen_in");
                            return row.toString();
                        })
                        .sorted()
                        .toList();
                text.append(table).append(rows).append('\n');
            }
            return text.toString();
        });
    }

    /** Every row of every table there is. */
    String wholeStore() {
        String tables = store.engine() == Engine.SQLITE
                ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
                        + " AND table_type = 'BASE TABLE' ORDER BY table_name";
        return store.snapshot(tx -> {
            StringBuilder text = new StringBuilder();
            for (String table : tx.createQuery(tables).mapTo(String.class).list()) {
                List<String> rows = tx.createQuery("SELECT * FROM " + table).mapToMap().stream()
                        .map(Imports::row)
                        .sorted()
                        .toList();
                text.append(table).append(rows).append('\n');
            }
            return text.toString();
        });
    }

    private static String row(Map<String, Object> row) {
        StringBuilder text = new StringBuilder();
        row.forEach((column, value) -> text.append(column)
                .append('=')
                .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                .append(' '));
        return text.toString();
    }
}
