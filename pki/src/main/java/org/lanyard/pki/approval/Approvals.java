package org.lanyard.pki.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/** The statements on requests, each in the caller's transaction. */
public final class Approvals {
    private static final String COLUMNS =
            "id, kind, summary, requested_by, requested_at, expires_at, approved_by, used_at";

    private final Engine engine;
    private final AuditLog audit;
    private final SecureRandom random;

    public Approvals(Engine engine, AuditLog audit, SecureRandom random) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * A request as it stands.
     *
     * @param summary all that will be done, for whoever approves
     */
    public record Request(
            String id,
            String kind,
            String summary,
            String requestedBy,
            Instant requestedAt,
            Instant expiresAt,
            Optional<String> approvedBy,
            boolean used) {

        private static Request read(ResultSet row) throws SQLException {
            return new Request(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    Instant.ofEpochMilli(row.getLong(6)),
                    Optional.ofNullable(row.getString(7)),
                    Sql.instant(row, 8).isPresent());
        }

        /** Whether it still waits, for a second person or for being done. */
        public boolean isOpen(Instant now) {
            return !used && now.isBefore(expiresAt);
        }
    }

    /**
     * Uses up the approval of something, or asks for one.
     *
     * @param kind what sort of thing it is
     * @param summary all that will be done: a change in a single letter is another request
     * @param expires how long a request waits
     * @return who approved it, once; empty where a second person has to, and then {@link #waiting} finds the request
     */
    public Optional<String> use(Handle tx, String kind, String summary, String actor, Instant now, Duration expires) {
        String hash = hash(kind, summary);
        Optional<Request> found = open(tx, hash, actor, now);
        if (found.isPresent() && found.get().approvedBy().isPresent()) {
            Sql.update(
                    tx,
                    "UPDATE approval SET used_at = ? WHERE id = ?",
                    now,
                    found.get().id());
            tell(tx, now, "approval.used", actor, found.get().id(), Map.of("hash", hash));
            return found.get().approvedBy();
        }
        if (found.isEmpty()) {
            byte[] id = new byte[5];
            random.nextBytes(id);
            String name = HexFormat.of().formatHex(id);
            Sql.update(
                    tx,
                    "INSERT INTO approval (id, kind, hash, summary, requested_by, requested_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    name,
                    kind,
                    hash,
                    summary,
                    actor,
                    now,
                    now.plus(expires));
            tell(tx, now, "approval.requested", actor, name, Map.of("hash", hash, "summary", summary));
        }
        return Optional.empty();
    }

    /** The request that the same person made for the same thing, and that is still open. */
    public Optional<Request> waiting(Handle handle, String kind, String summary, String actor, Instant now) {
        return open(handle, hash(kind, summary), actor, now);
    }

    private Optional<Request> open(Handle handle, String hash, String actor, Instant now) {
        return Sql.list(
                        handle,
                        "SELECT " + COLUMNS + " FROM approval WHERE hash = ? AND requested_by = ? AND used_at IS NULL"
                                + " AND expires_at > ? ORDER BY requested_at DESC LIMIT 1" + engine.forUpdate(),
                        Request::read,
                        hash,
                        actor,
                        now)
                .stream()
                .findFirst();
    }

    /**
     * Approves a request.
     *
     * @param actor another than the one who asked
     * @throws PkiException APPROVAL_UNKNOWN if it is not there, used or expired; APPROVAL_OWN
     */
    public Request approve(Handle tx, String id, String actor, Instant now) throws PkiException {
        Request request = Sql.one(
                        tx, "SELECT " + COLUMNS + " FROM approval WHERE id = ?" + engine.forUpdate(), Request::read, id)
                .filter(found -> found.isOpen(now))
                .orElseThrow(() -> new PkiException(PkiReason.APPROVAL_UNKNOWN, id));
        if (request.requestedBy().equals(actor)) {
            throw new PkiException(PkiReason.APPROVAL_OWN, id + " was asked for by " + actor);
        }
        Sql.update(tx, "UPDATE approval SET approved_by = ?, approved_at = ? WHERE id = ?", actor, now, id);
        tell(tx, now, "approval.given", actor, id, Map.of("summary", request.summary()));
        return request;
    }

    /** Those that wait. */
    public List<Request> open(Handle handle, Instant now) {
        return Sql.list(
                handle,
                "SELECT " + COLUMNS + " FROM approval WHERE used_at IS NULL AND expires_at > ? ORDER BY requested_at"
                        + " LIMIT 1000",
                Request::read,
                now);
    }

    private void tell(Handle tx, Instant now, String kind, String actor, String id, Map<String, String> facts) {
        audit.append(tx, AuditEvent.of(now, kind, actor, id, facts));
    }

    private static String hash(String kind, String summary) {
        try {
            byte[] text = (kind + "\n" + summary).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
