package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/** What the audit trail has to tell after a transcript was replayed: who did what, when, and why. */
final class Trail {
    private final List<String> expected = new ArrayList<>();
    private final List<String> whys = new ArrayList<>();

    private record Row(String kind, String actor, long at, String facts) {}

    /** Next in the trail. */
    Trail then(String kind, String actor, String why) {
        expected.add(kind + " by " + actor);
        whys.add(why);
        return this;
    }

    /** That these are all rows of those kinds, in their order. */
    void holds(Path data, Instant at, String... kinds) throws Exception {
        List<Row> rows;
        try (Store store = Store.open(StoreConfig.sqlite(data.resolve(StoreOptions.STORE_FILE)), "pki")) {
            rows = store.read(handle -> Sql.list(
                    handle,
                    "SELECT kind, actor, at, facts FROM audit_row ORDER BY id",
                    row -> new Row(row.getString(1), row.getString(2), row.getLong(3), row.getString(4))));
        }
        List<Row> told = rows.stream()
                .filter(row -> List.of(kinds).stream().anyMatch(row.kind::startsWith))
                .toList();
        assertEquals(
                expected,
                told.stream().map(row -> row.kind + " by " + row.actor).toList());
        for (int i = 0; i < told.size(); i++) {
            assertEquals(at.toEpochMilli(), told.get(i).at, told.get(i).toString());
            assertTrue(told.get(i).facts.contains(whys.get(i)), told.get(i).toString());
        }
    }
}
