package org.lanyard.session.kiosk;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;

/** The table of kiosks. Every method takes the caller's transaction. */
public final class Kiosks {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NAME = 60;

    private final AuditLog audit;
    private final Ending ending;

    public Kiosks(AuditLog audit, Ending ending) {
        this.audit = audit;
        this.ending = ending;
    }

    /**
     * Registers a kiosk, or changes one that is registered; its sessions end, for they may be of a school that it no longer
     * serves.
     *
     * @param clientId the URI in its certificate, at most 200 characters
     * @param origin of its screen, as a browser writes it: {@code http://127.0.0.1:8090}
     */
    public void register(Handle tx, URI clientId, String origin, Set<UUID> schools, Instant at, String actor) {
        String id = clientId.toString();
        if (id.length() > LONGEST_ID || !ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("a kiosk's id has at most 200 characters, its origin no path");
        }
        Sql.update(
                tx,
                "INSERT INTO kiosk (client_id, origin, status) VALUES (?, ?, 'active')"
                        + " ON CONFLICT (client_id) DO UPDATE SET origin = excluded.origin, status = 'active',"
                        + " removed_at = NULL",
                id,
                origin);
        Sql.update(tx, "DELETE FROM kiosk_school WHERE client_id = ?", id);
        for (UUID school : schools) {
            Sql.update(tx, "INSERT INTO kiosk_school (client_id, school_id) VALUES (?, ?)", id, school);
        }
        ending.ofKiosk(tx, id, EndReason.KIOSK_SUSPENDED, at, actor);
        audit.append(tx, new AuditEvent(at, "kiosk.registered", actor, id, Map.of(), Map.of()));
    }

    /**
     * Says what its school calls a kiosk, as its pupils read it on their page; false where it is unknown.
     *
     * @param name such as "Library", 1 to 60 characters
     */
    public boolean name(Handle tx, URI clientId, String name, Instant at, String actor) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a kiosk's name is 1 to 60 characters");
        }
        String id = clientId.toString();
        boolean found = Sql.update(tx, "UPDATE kiosk SET name = ? WHERE client_id = ?", name, id) == 1;
        if (found) {
            audit.append(tx, new AuditEvent(at, "kiosk.named", actor, id, Map.of("name", name), Map.of()));
        }
        return found;
    }

    /**
     * Says in which room a kiosk stands; false where it is unknown. Kiosks with the same word here, of the same school, are a
     * room: a lesson pass may be for it.
     *
     * @param room such as "Room 4", 1 to 60 characters
     */
    public boolean room(Handle tx, URI clientId, String room, Instant at, String actor) {
        if (room.isBlank() || room.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a room's name is 1 to 60 characters");
        }
        String id = clientId.toString();
        boolean found = Sql.update(tx, "UPDATE kiosk SET room = ? WHERE client_id = ?", room, id) == 1;
        if (found) {
            audit.append(tx, AuditEvent.of(at, "kiosk.room", actor, id, Map.of("room", room)));
        }
        return found;
    }

    /** A kiosk as those see it who sign in at it; empty where it is unknown. */
    public static Optional<KioskPlace> find(Handle h, URI clientId) {
        return Sql.one(
                h,
                "SELECT name, origin FROM kiosk WHERE client_id = ?",
                row -> new KioskPlace(Optional.ofNullable(row.getString(1)), row.getString(2)),
                clientId.toString());
    }

    /** Suspends a kiosk and ends its sessions, or lets it in again; false where it is unknown. */
    public boolean setActive(Handle tx, URI clientId, boolean active, Instant at, String actor) {
        String id = clientId.toString();
        String status = active ? "active" : "suspended";
        if (Sql.update(tx, "UPDATE kiosk SET status = ? WHERE client_id = ? AND removed_at IS NULL", status, id) == 0) {
            return false;
        }
        if (!active) {
            ending.ofKiosk(tx, id, EndReason.KIOSK_SUSPENDED, at, actor);
        }
        audit.append(tx, new AuditEvent(at, "kiosk." + status, actor, id, Map.of(), Map.of()));
        return true;
    }

    /** All that are registered, by their names. */
    public static List<KioskRow> all(Handle h) {
        Map<String, List<String>> schools = new HashMap<>();
        Sql.list(
                        h,
                        "SELECT k.client_id, s.name FROM kiosk_school k JOIN school s ON s.id = k.school_id ORDER BY s.name",
                        row -> new String[] {row.getString(1), row.getString(2)})
                .forEach(found -> schools.computeIfAbsent(found[0], id -> new ArrayList<>())
                        .add(found[1]));
        return Sql.list(
                h,
                "SELECT client_id, name, origin, status, room FROM kiosk WHERE removed_at IS NULL ORDER BY name, client_id",
                row -> new KioskRow(
                        URI.create(row.getString(1)),
                        Optional.ofNullable(row.getString(2)),
                        Optional.ofNullable(row.getString(5)),
                        row.getString(3),
                        row.getString(4).equals("active"),
                        schools.getOrDefault(row.getString(1), List.of())));
    }

    /** Forgets a kiosk and ends its sessions; false where it is unknown. Its certificate is the caller's to revoke. */
    public boolean remove(Handle tx, URI clientId, Instant at, String actor) {
        String id = clientId.toString();
        ending.ofKiosk(tx, id, EndReason.KIOSK_SUSPENDED, at, actor);
        Sql.update(tx, "DELETE FROM kiosk_school WHERE client_id = ?", id);
        String remove =
                "UPDATE kiosk SET status = 'suspended', removed_at = ? WHERE client_id = ? AND removed_at IS NULL";
        if (Sql.update(tx, remove, at, id) == 0) {
            return false;
        }
        audit.append(tx, new AuditEvent(at, "kiosk.removed", actor, id, Map.of(), Map.of()));
        return true;
    }
}
