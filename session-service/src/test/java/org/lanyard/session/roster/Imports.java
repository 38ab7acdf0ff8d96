package org.lanyard.session.roster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;
import org.lanyard.session.guardianship.GuardianshipOffice;

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
    final List<UUID> left = new ArrayList<>();
    private final RosterImporter importer;

    Imports(Store store) {
        this.store = store;
        try {
            SecureRandom random = new SecureRandom();
            Path key = Files.createTempDirectory("lanyard-roster").resolve("master.key");
            this.office = new GuardianshipOffice(new AuditLog(MasterKey.openOrCreate(key), random), random);
            this.importer = new RosterImporter(
                    store,
                    office,
                    (tx, person, at, actor) -> left.add(person),
                    random,
                    InstantSource.fixed(NOW),
                    ZoneId.of("Europe/London"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
}
