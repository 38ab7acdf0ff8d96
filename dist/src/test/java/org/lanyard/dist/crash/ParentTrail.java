package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.crash.ParentBook.Key;
import org.lanyard.dist.crash.ParentBook.Word;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** What the store says of parents' keys and sessions, beside what their browsers were told. */
final class ParentTrail {
    private static final int COOKIE_HEAD = 24;

    private final Grounds grounds;

    ParentTrail(Grounds grounds) {
        this.grounds = grounds;
    }

    /** A credential as either service has it. */
    private record Row(String id, String owner, String handle, byte[] key, String status) {}

    /** Everything that must hold of keys whose word is settled: none of them is {@link Word#PERHAPS} any more. */
    void check(List<ParentBook> parents) {
        try (Store store = Store.open(grounds.store(), Node.MIGRATIONS)) {
            store.<Void, RuntimeException>snapshot(h -> {
                credentials(h, parents);
                for (ParentBook parent : parents) {
                    sessions(h, parent);
                }
                return null;
            });
        }
    }

    private static void credentials(Handle h, List<ParentBook> parents) {
        Map<String, Row> known = new HashMap<>();
        Sql.list(
                        h,
                        "SELECT id, handle, public_key FROM webauthn_credential",
                        row -> new Row(row.getString(1), "", row.getString(2), row.getBytes(3), ""))
                .forEach(row -> known.put(row.id(), row));
        Map<String, Row> pinned = new HashMap<>();
        Sql.list(
                        h,
                        "SELECT id, person_id, handle, public_key, status FROM credential",
                        row -> new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getBytes(4),
                                row.getString(5)))
                .forEach(row -> pinned.put(row.id(), row));
        Set<String> confirmed = new HashSet<>();
        for (ParentBook parent : parents) {
            List<Key> keys = parent.keys(Word.CONFIRMED);
            for (Key key : keys) {
                Row row = pinned.get(key.id);
                require(row != null, "a registration that was acknowledged is lost");
                require(row.owner().equals(parent.person.toString()), "a key is somebody else's");
                require(row.handle().equals(parent.handle), "a key has somebody else's handle");
                require(row.status().equals("active"), "a key is " + row.status() + " that nobody suspended");
                confirmed.add(key.id);
            }
            long redeemed = count(h, "invitation WHERE redeemed_at IS NOT NULL AND person_id = ?", parent.person);
            require(redeemed == keys.size(), redeemed + " invitations redeemed for " + keys.size() + " keys");
        }
        require(pinned.keySet().equals(confirmed), "a key is confirmed that nobody registered");
        for (Row row : pinned.values()) {
            Row there = known.get(row.id());
            require(there != null, "a confirmed key is unknown to the WebAuthn service");
            require(there.handle().equals(row.handle()), "the services name two owners of one key");
            require(Arrays.equals(there.key(), row.key()), "the services have two keys under one id");
        }
    }

    private static void sessions(Handle h, ParentBook parent) {
        Map<UUID, String> rows = new HashMap<>();
        Sql.list(
                        h,
                        "SELECT s.id, s.credential_id, c.person_id FROM login_session s"
                                + " JOIN credential c ON c.id = s.credential_id WHERE s.person_id = ?",
                        row -> Map.entry(UUID.fromString(row.getString(1)), row.getString(2) + " " + row.getString(3)),
                        parent.person)
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        parent.sessions.forEach((cookie, key) -> require(
                (key + " " + parent.person).equals(rows.get(idOf(cookie))),
                "a session that was acknowledged is lost, or another's"));
        long told = parent.sessions.size();
        require(
                rows.size() >= told && rows.size() <= told + parent.perhaps,
                rows.size() + " sessions, of which " + told + " were acknowledged and " + parent.perhaps
                        + " more can be: "
                        + parent.sessions.values().stream()
                                .collect(Collectors.groupingBy(each -> each, Collectors.counting())));
        require(rows.size() == count(h, "login_session WHERE person_id = ?", parent.person), "a session of no key");
    }

    private static long count(Handle h, String what, UUID person) {
        return Sql.one(h, "SELECT COUNT(*) FROM " + what, row -> row.getLong(1), person)
                .orElseThrow();
    }

    /** A session's cookie begins with its id, which is no secret. */
    private static UUID idOf(String cookie) {
        ByteBuffer head = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cookie.substring(0, COOKIE_HEAD)));
        return new UUID(head.getLong(), head.getLong());
    }
}
