package org.lanyard.pki.ca;

import java.time.Instant;
import java.util.Map;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** What an authority's certificates say of where it publishes. */
final class PublicationRecords {
    private PublicationRecords() {}

    /** Keeps where an authority publishes, before a certificate says so; its lists go there from then on. */
    static void keep(Store store, AuditLog audit, String id, PublicationPoints points, Instant at) {
        if (points.base().isEmpty()) {
            return;
        }
        String base = points.base().get().toString();
        boolean known = store.read(h -> Sql.one(
                        h,
                        "SELECT 1 FROM publication_base, authority WHERE issuer = id AND id = ? AND base = ?"
                                + " AND shards >= ?",
                        row -> true,
                        id,
                        base,
                        points.shards())
                .isPresent());
        if (!known) {
            store.transact(tx -> {
                Sql.update(
                        tx,
                        "UPDATE authority SET shards = ? WHERE id = ? AND shards < ?",
                        points.shards(),
                        id,
                        points.shards());
                Sql.update(
                        tx,
                        "INSERT INTO publication_base (issuer, base, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        base,
                        at);
                audit.append(
                        tx,
                        AuditEvent.of(
                                at,
                                "authority.publishes",
                                "authority",
                                id,
                                Map.of("base", base, "shards", Integer.toString(points.shards()))));
                return null;
            });
        }
    }
}
