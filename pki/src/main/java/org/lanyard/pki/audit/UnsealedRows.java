package org.lanyard.pki.audit;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * Counts the rows that no block holds. The usual case, all of them above the highest sealed row, takes two counts; only where
 * those do not add up are all rows compared with all blocks, a page at a time.
 */
final class UnsealedRows {
    private static final int PAGE = 5_000;
    private static final int BLOCKS = 16;

    private final Store store;
    private long count;
    private Optional<Long> first = Optional.empty();
    private Optional<Instant> oldest = Optional.empty();

    UnsealedRows(Store store) {
        this.store = store;
    }

    long count() {
        return count;
    }

    Optional<Long> first() {
        return first;
    }

    Optional<Instant> oldest() {
        return oldest;
    }

    /**
     * @param high the highest row id in the chain
     * @param expected how many rows up to it the chain holds and the table has
     */
    void look(long high, long expected) {
        long below =
                store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM audit_row WHERE id <= ?", row -> row.getLong(1), high)
                        .orElseThrow());
        if (below != expected) {
            compareAll();
            return;
        }
        record Above(long count, long first, long oldest) {}
        Above above = store.read(h -> Sql.one(
                        h,
                        "SELECT COUNT(*), MIN(id), MIN(at) FROM audit_row WHERE id > ?",
                        row -> new Above(row.getLong(1), row.getLong(2), row.getLong(3)),
                        high)
                .orElseThrow());
        count = above.count();
        if (count > 0) {
            first = Optional.of(above.first());
            oldest = Optional.of(Instant.ofEpochMilli(above.oldest()));
        }
    }

    private record Stamp(long id, long at) {}

    private record Stored(long place, long low, byte[] links) {}

    private void compareAll() {
        Set<Long> sealed = new HashSet<>();
        long id = Long.MIN_VALUE;
        Stored last = new Stored(Long.MIN_VALUE, Long.MIN_VALUE, new byte[0]);
        while (true) {
            long after = id;
            List<Stamp> page = store.read(h -> Sql.list(
                    h,
                    "SELECT id, at FROM audit_row WHERE id > ? ORDER BY id LIMIT ?",
                    row -> new Stamp(row.getLong(1), row.getLong(2)),
                    after,
                    PAGE));
            if (page.isEmpty()) {
                return;
            }
            id = page.get(page.size() - 1).id();
            last = gather(id, last, sealed);
            for (Stamp row : page) {
                if (!sealed.remove(row.id())) {
                    note(row);
                }
            }
            long done = id;
            sealed.removeIf(row -> row <= done);
        }
    }

    /** Adds the rows of all blocks that begin at or before an id; what they hold beyond it waits for the next page. */
    private Stored gather(long upTo, Stored from, Set<Long> sealed) {
        Stored last = from;
        while (true) {
            Stored after = last;
            List<Stored> blocks = store.read(h -> Sql.list(
                    h,
                    "SELECT place, low, links FROM audit_seal WHERE low <= ? AND (low > ? OR (low = ? AND place > ?))"
                            + " ORDER BY low, place LIMIT ?",
                    row -> new Stored(row.getLong(1), row.getLong(2), row.getBytes(3)),
                    upTo,
                    after.low(),
                    after.low(),
                    after.place(),
                    BLOCKS));
            for (Stored stored : blocks) {
                Block block = Block.parseOrNull(stored.place(), stored.links());
                if (block != null) {
                    block.links().forEach(link -> sealed.add(link.row()));
                }
                last = stored;
            }
            if (blocks.size() < BLOCKS) {
                return last;
            }
        }
    }

    private void note(Stamp row) {
        count++;
        Instant at = Instant.ofEpochMilli(row.at());
        if (first.isEmpty()) {
            first = Optional.of(row.id());
        }
        if (oldest.isEmpty() || at.isBefore(oldest.get())) {
            oldest = Optional.of(at);
        }
    }
}
