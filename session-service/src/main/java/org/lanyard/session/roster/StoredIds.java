package org.lanyard.session.roster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What this source's ids mean here already. Ids are added and never taken away. */
record StoredIds(Map<String, UUID> orgs, Map<String, UUID> users, Map<String, UUID> classes) {

    static StoredIds load(Handle tx, String source) {
        return new StoredIds(load(tx, source, "org"), load(tx, source, "user"), load(tx, source, "class"));
    }

    private static Map<String, UUID> load(Handle tx, String source, String kind) {
        Map<String, UUID> ids = new HashMap<>();
        tx.createQuery("SELECT sourced_id, entity_id FROM roster_id WHERE source = :source AND kind = :kind")
                .bind("source", source)
                .bind("kind", kind)
                .map((row, context) -> Map.entry(row.getString(1), UUID.fromString(row.getString(2))))
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        return ids;
    }

    /** The ids of the people of this source who are active. */
    static Set<String> activeUsers(Handle tx, String source) {
        return new HashSet<>(tx.createQuery("SELECT r.sourced_id FROM roster_id r JOIN person p ON p.id = r.entity_id"
                        + " WHERE r.source = :source AND r.kind = 'user' AND p.status = 'active'")
                .bind("source", source)
                .mapTo(String.class)
                .list());
    }

    /** The ids of the organisations of this source that are schools. */
    static Set<String> schools(Handle tx, String source) {
        return new HashSet<>(tx.createQuery("SELECT r.sourced_id FROM roster_id r JOIN school s ON s.id = r.entity_id"
                        + " WHERE r.source = :source AND r.kind = 'org'")
                .bind("source", source)
                .mapTo(String.class)
                .list());
    }
}
