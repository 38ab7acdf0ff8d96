package org.lanyard.pki.audit;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/** Who can change the store but has no key: computes the chain anew and leaves the old signature. */
final class Forger {
    private Forger() {}

    static int reseal(Handle tx) {
        List<StoredRow> rows =
                Sql.list(tx, "SELECT " + StoredRow.COLUMNS + " FROM audit_row ORDER BY id", StoredRow::read);
        List<Block.Link> links = new ArrayList<>();
        byte[] hash = Chain.start();
        for (StoredRow row : rows) {
            hash = new Chain().next(hash, links.size() + 1, row);
            links.add(new Block.Link(row.id(), hash));
        }
        Block block = new Block(1, links);
        Sql.update(
                tx,
                "INSERT INTO audit_seal (place, low, high, links) VALUES (1, ?, ?, ?)",
                block.low(),
                block.high(),
                block.bytes());
        return Sql.update(tx, "UPDATE audit_head SET place = ?, hash = ?", (long) links.size(), hash);
    }
}
