package org.lanyard.pki.audit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/** One pass of the sealer as one unit of work: the rows that are committed and have no place yet get one. */
final class Sealing {
    /** Bounds a unit: hashing and writing so many takes a few milliseconds. */
    static final int MOST = 512;
    /** Longer than any unit can be under way on PostgreSQL (its statements and transactions are timed out). */
    static final long SETTLED_MILLIS = 120_000;

    private final Engine engine;
    private final HeadKey key;
    private final InstantSource clock;

    Sealing(Engine engine, HeadKey key, InstantSource clock) {
        this.engine = engine;
        this.key = key;
        this.clock = clock;
    }

    private record State(SignedHead head, long floor, long nextFloor, long floorAt) {}

    /** What a pass left behind. */
    record Outcome(SignedHead head, int sealed) {}

    Outcome run(Handle tx) {
        State state = locked(tx).orElseGet(() -> begin(tx));
        List<Long> ids = unsealed(tx, state.floor());
        if (ids.isEmpty()) {
            return new Outcome(state.head(), 0);
        }
        List<Block.Link> links = chain(tx, ids, state.head());
        Block block = new Block(state.head().place() + 1, links);
        Sql.update(
                tx,
                "INSERT INTO audit_seal (place, low, high, links) VALUES (?, ?, ?, ?)",
                block.place(),
                block.low(),
                block.high(),
                block.bytes());
        long now = clock.millis();
        SignedHead head = key.sign(
                state.head().place() + links.size(), links.get(links.size() - 1).hash(), now);
        save(tx, head, moved(state, block.high(), now));
        return new Outcome(head, links.size());
    }

    private Optional<State> locked(Handle tx) {
        return Sql.one(
                tx,
                "SELECT place, hash, at, signature, floor, next_floor, floor_at FROM audit_head WHERE id = 1"
                        + engine.forUpdate(),
                row -> new State(
                        new SignedHead(row.getLong(1), row.getBytes(2), row.getLong(3), row.getBytes(4)),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
    }

    /** The empty chain is signed too, so that a store whose head was taken away is told from a new one. */
    private State begin(Handle tx) {
        long now = clock.millis();
        SignedHead empty = key.sign(0, Chain.start(), now);
        Sql.update(
                tx,
                "INSERT INTO audit_head (id, place, hash, at, signature, floor, next_floor, floor_at)"
                        + " VALUES (1, 0, ?, ?, ?, 0, 0, ?) ON CONFLICT DO NOTHING",
                empty.hash(),
                now,
                empty.signature(),
                now);
        return locked(tx).orElseThrow();
    }

    /**
     * On SQLite ids rise in the order of commits, so everything above the floor is unsealed. On PostgreSQL a lower id may be
     * committed after a higher one, so the floor stays behind, and what lies above it is compared with the newest blocks.
     */
    private List<Long> unsealed(Handle tx, long floor) {
        Set<Long> sealed = new HashSet<>();
        if (engine == Engine.POSTGRESQL) {
            Sql.list(
                    tx,
                    "SELECT place, links FROM audit_seal WHERE high > ?",
                    row -> {
                        Block block = Block.parseOrNull(row.getLong(1), row.getBytes(2));
                        if (block != null) {
                            block.links().forEach(link -> sealed.add(link.row()));
                        }
                        return true;
                    },
                    floor);
        }
        List<Long> found = Sql.list(
                tx,
                "SELECT id FROM audit_row WHERE id > ? ORDER BY id LIMIT ?",
                row -> row.getLong(1),
                floor,
                (long) sealed.size() + MOST);
        return found.stream().filter(id -> !sealed.contains(id)).limit(MOST).toList();
    }

    private static List<Block.Link> chain(Handle tx, List<Long> ids, SignedHead from) {
        Set<Long> wanted = new HashSet<>(ids);
        Chain chain = new Chain();
        List<Block.Link> links = new ArrayList<>(ids.size());
        byte[][] previous = {from.hash()};
        Sql.list(
                tx,
                "SELECT " + StoredRow.COLUMNS + " FROM audit_row WHERE id >= ? AND id <= ? ORDER BY id",
                row -> {
                    StoredRow stored = StoredRow.read(row);
                    if (wanted.contains(stored.id())) {
                        previous[0] = chain.next(previous[0], from.place() + links.size() + 1, stored);
                        links.add(new Block.Link(stored.id(), previous[0]));
                    }
                    return true;
                },
                ids.get(0),
                ids.get(ids.size() - 1));
        return links;
    }

    private State moved(State state, long high, long now) {
        if (engine == Engine.SQLITE) {
            return new State(state.head(), high, high, now);
        }
        if (now - state.floorAt() < SETTLED_MILLIS) {
            return state;
        }
        return new State(state.head(), state.nextFloor(), Math.max(high, state.nextFloor()), now);
    }

    private static void save(Handle tx, SignedHead head, State state) {
        Sql.update(
                tx,
                "UPDATE audit_head SET place = ?, hash = ?, at = ?, signature = ?, floor = ?, next_floor = ?,"
                        + " floor_at = ? WHERE id = 1",
                head.place(),
                head.hash(),
                head.at(),
                head.signature(),
                state.floor(),
                state.nextFloor(),
                state.floorAt());
    }
}
