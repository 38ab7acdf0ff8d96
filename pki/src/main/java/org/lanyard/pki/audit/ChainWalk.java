package org.lanyard.pki.audit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.audit.AuditFinding.Kind;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** Walks the chain from its start to a place, some rows at a time, and compares each link with its row. */
final class ChainWalk {
    private static final int PAGE = 1_000;

    /** Told of each place with the hash that the chain has there. */
    @FunctionalInterface
    interface Steps {
        void at(long place, byte[] hash);
    }

    private final Store store;
    private final Findings findings;
    private final Chain chain = new Chain();
    private byte[] previous = Chain.start();
    private long place;
    private long high;
    private boolean damaged;

    ChainWalk(Store store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    /** The last place that a block holds, at most the one asked for. */
    long place() {
        return place;
    }

    byte[] hash() {
        return previous.clone();
    }

    /** The highest row id met. */
    long high() {
        return high;
    }

    void to(long end, Steps steps) {
        while (place < end) {
            Optional<Stored> stored = next();
            if (stored.isEmpty() || stored.get().place() > end) {
                missing(place + 1, end);
                return;
            }
            Block block = Block.parseOrNull(stored.get().place(), stored.get().links());
            if (block == null) {
                findings.add(
                        Kind.BLOCK_DAMAGED,
                        stored.get().place(),
                        0,
                        "the chain's block at place " + stored.get().place() + " is damaged");
                place = stored.get().place();
                damaged = true;
                continue;
            }
            if (block.place() != place + 1) {
                missing(place + 1, block.place() - 1);
            }
            damaged = false;
            walk(block, steps);
        }
    }

    private record Stored(long place, byte[] links) {}

    private Optional<Stored> next() {
        long after = place;
        return store.read(h -> Sql.one(
                h,
                "SELECT place, links FROM audit_seal WHERE place > ? ORDER BY place LIMIT 1",
                row -> new Stored(row.getLong(1), row.getBytes(2)),
                after));
    }

    private void missing(long from, long to) {
        if (damaged) {
            // Nobody can tell how far the damaged block went.
            return;
        }
        findings.add(
                Kind.BLOCK_MISSING,
                from,
                0,
                to - from + 1,
                "places " + from + " to " + to + " of the chain are missing");
    }

    private void walk(Block block, Steps steps) {
        Deque<StoredRow> rows = new ArrayDeque<>();
        long read = block.low() - 1;
        place = block.place() - 1;
        for (Block.Link link : block.links()) {
            place++;
            while (!rows.isEmpty() && rows.peek().id() < link.row()) {
                rows.remove();
            }
            while (rows.isEmpty() && read < link.row()) {
                read = page(read, block.high(), rows);
                while (!rows.isEmpty() && rows.peek().id() < link.row()) {
                    rows.remove();
                }
            }
            compare(link, rows.peek());
            previous = link.hash();
            high = Math.max(high, link.row());
            steps.at(place, previous);
        }
    }

    /** Adds the next rows; returns up to where the table has been read. */
    private long page(long after, long high, Deque<StoredRow> rows) {
        List<StoredRow> page = store.read(h -> Sql.list(
                h,
                "SELECT " + StoredRow.COLUMNS + " FROM audit_row WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
                StoredRow::read,
                after,
                high,
                PAGE));
        rows.addAll(page);
        return page.size() < PAGE ? high : page.get(PAGE - 1).id();
    }

    private void compare(Block.Link link, StoredRow row) {
        if (row == null || row.id() != link.row()) {
            findings.add(
                    Kind.ROW_MISSING, place, link.row(), "row " + link.row() + " (place " + place + ") is missing");
        } else if (!Arrays.equals(chain.next(previous, place, row), link.hash())) {
            findings.add(
                    Kind.ROW_CHANGED,
                    place,
                    link.row(),
                    "row " + link.row() + " (place " + place + ") is not what was sealed");
        }
    }
}
