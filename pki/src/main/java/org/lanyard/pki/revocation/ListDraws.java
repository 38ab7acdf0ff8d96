package org.lanyard.pki.revocation;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** The units around a list: the draw of its number before, the row that publishes it after, and what it makes needless. */
final class ListDraws {
    /** Of a scope the newest complete lists and deltas that keep their bytes: one may be on its way to somebody. */
    private static final int KEPT = 2;

    private static final int ROWS_AT_ONCE = 8;

    private final Store store;
    private final String issuer;
    private final AuditLog audit;

    ListDraws(Store store, String issuer, AuditLog audit) {
        this.store = store;
        this.issuer = issuer;
        this.audit = audit;
    }

    /** A complete list that a delta can be added to. */
    record Base(long number, Instant thisUpdate) {}

    /**
     * A number and what goes with it.
     *
     * @param lastStored the highest number of the scope that was stored when the number was drawn; 0: none
     * @param lastUpdate when the last complete list of the scope was made
     * @param base the oldest complete list of the scope that is still valid
     * @param shards the authority's highest shard
     * @param bases addresses that its certificates name
     */
    record Drawn(long number, long lastStored, Instant lastUpdate, Optional<Base> base, int shards, List<URI> bases) {}

    Drawn draw(int shard, Instant now) throws PkiException {
        return store.<Drawn, PkiException>transact(tx -> {
            // The update takes the row's lock, so that two nodes draw one after the other, and no change of a status is
            // half done: changes hold the row for share.
            int known = Sql.update(tx, "UPDATE authority SET crl_number = crl_number + 1 WHERE id = ?", issuer);
            if (known != 1) {
                throw new PkiException(PkiReason.AUTHORITY_MISSING, "the store does not know " + issuer);
            }
            return new Drawn(
                    number(tx, "SELECT crl_number FROM authority WHERE id = ?", issuer),
                    lastStored(tx, shard),
                    Instant.ofEpochMilli(number(
                            tx,
                            "SELECT COALESCE(MAX(this_update), 0) FROM revocation_list"
                                    + " WHERE issuer = ? AND shard = ? AND base IS NULL",
                            issuer,
                            shard)),
                    base(tx, shard, now),
                    (int) number(tx, "SELECT shards FROM authority WHERE id = ?", issuer),
                    Sql.list(
                            tx,
                            "SELECT base FROM publication_base WHERE issuer = ? ORDER BY since, base",
                            row -> URI.create(row.getString(1)),
                            issuer));
        });
    }

    private static long number(Handle tx, String sql, Object... arguments) {
        return Sql.one(tx, sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    private long lastStored(Handle tx, int shard) {
        return number(
                tx,
                "SELECT COALESCE(MAX(number), 0) FROM revocation_list WHERE issuer = ? AND shard = ?",
                issuer,
                shard);
    }

    private Optional<Base> base(Handle tx, int shard, Instant now) {
        return Sql.list(
                        tx,
                        "SELECT number, this_update FROM revocation_list"
                                + " WHERE issuer = ? AND shard = ? AND base IS NULL AND next_update > ?"
                                + " ORDER BY number LIMIT 1",
                        row -> new Base(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                        issuer,
                        shard,
                        now)
                .stream()
                .findFirst();
    }

    /** Publishes a list whose parts are stored; false if another of its scope came first, or its parts are gone. */
    boolean store(PublishedList list, Drawn drawn, Instant at, String actor) {
        return store.transact(tx -> {
            // Takes the authority's row again: of two that publish the same scope the second sees the first.
            Sql.update(tx, "UPDATE authority SET crl_number = crl_number WHERE id = ?", issuer);
            long parts = number(
                    tx,
                    "SELECT COUNT(*) FROM revocation_list_part WHERE issuer = ? AND number = ?",
                    issuer,
                    list.number());
            if (lastStored(tx, list.shard()) != drawn.lastStored() || parts != list.parts()) {
                return false;
            }
            PublishedLists.insert(tx, list);
            audit.append(tx, AuditEvent.of(at, "crl.published", actor, issuer, facts(list)));
            return true;
        });
    }

    private static Map<String, String> facts(PublishedList list) {
        Map<String, String> facts = new HashMap<>();
        facts.put("number", Long.toString(list.number()));
        facts.put("entries", Long.toString(list.entries()));
        if (list.shard() > 0) {
            facts.put("shard", Integer.toString(list.shard()));
        }
        list.base().ifPresent(base -> facts.put("base", Long.toString(base)));
        return facts;
    }

    /** Forgets lists that nobody may rely upon any more, and the bytes of those that newer ones have replaced. */
    void tidy(int shard, Instant now) {
        store.transact(tx -> Sql.update(
                tx,
                "DELETE FROM revocation_list WHERE issuer = ? AND shard = ? AND next_update < ?"
                        + " AND number < (SELECT MAX(number) FROM revocation_list newest WHERE newest.issuer = ?"
                        + " AND newest.shard = ? AND newest.base IS NULL)",
                issuer,
                shard,
                now,
                issuer,
                shard));
        for (boolean delta : new boolean[] {false, true}) {
            for (long number : replaced(shard, delta)) {
                dropParts(number);
            }
        }
        for (long number : abandoned()) {
            dropParts(number);
        }
    }

    private List<Long> replaced(int shard, boolean delta) {
        return store.read(h -> Sql.list(
                h,
                "SELECT number FROM revocation_list list WHERE issuer = ? AND shard = ? AND base IS "
                        + (delta ? "NOT NULL" : "NULL")
                        + " AND EXISTS (SELECT 1 FROM revocation_list_part part WHERE part.issuer = list.issuer"
                        + " AND part.number = list.number AND part.part = 0) ORDER BY number DESC LIMIT ? OFFSET ?",
                row -> row.getLong(1),
                issuer,
                shard,
                ROWS_AT_ONCE,
                KEPT));
    }

    /** Numbers with bytes and no row: a publisher died, or came second. One under way finds out and begins anew. */
    private List<Long> abandoned() {
        return store.read(h -> Sql.list(
                h,
                "SELECT DISTINCT number FROM revocation_list_part part WHERE issuer = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM revocation_list whole WHERE whole.issuer = part.issuer"
                        + " AND whole.number = part.number)"
                        + " AND number < (SELECT crl_number FROM authority WHERE id = part.issuer) - 20 LIMIT ?",
                row -> row.getLong(1),
                issuer,
                ROWS_AT_ONCE));
    }

    private void dropParts(long number) {
        int dropped;
        do {
            dropped = store.transact(tx -> Sql.update(
                    tx,
                    "DELETE FROM revocation_list_part WHERE issuer = ? AND number = ? AND part IN"
                            + " (SELECT part FROM revocation_list_part WHERE issuer = ? AND number = ?"
                            + " ORDER BY part LIMIT ?)",
                    issuer,
                    number,
                    issuer,
                    number,
                    ROWS_AT_ONCE));
        } while (dropped == ROWS_AT_ONCE);
    }
}
