package org.lanyard.pki.est;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;

/** One-time tokens in the store. Every method works in the caller's transaction. */
public final class EnrolmentTokens {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private final AuditLog audit;
    private final SecureRandom random;

    public EnrolmentTokens(AuditLog audit, SecureRandom random) {
        this.audit = Objects.requireNonNull(audit, "audit");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * Makes a token. Nobody can read it again.
     *
     * @param actor who asks, an opaque id
     */
    public EnrolmentToken create(Handle tx, Enrolment allowed, Instant at, Duration valid, String actor) {
        EnrolmentToken token = EnrolmentToken.random(random);
        Sql.update(tx, "DELETE FROM enrolment_token WHERE expires_at < ?", at.minus(FORGOTTEN_AFTER));
        Sql.update(
                tx,
                "INSERT INTO enrolment_token (hash, label, profile, subject, expires_at, created_at, created_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                token.hash(),
                allowed.label(),
                allowed.profile().label(),
                allowed.name().text(),
                at.plus(valid),
                at,
                actor);
        audit.append(tx, event(at, "enrolment.allowed", actor, allowed));
        return token;
    }

    private static AuditEvent event(Instant at, String kind, String actor, Enrolment allowed) {
        return AuditEvent.of(
                at,
                kind,
                actor,
                null,
                Map.of(
                        "profile", allowed.profile().label(),
                        "subject", allowed.name().text(),
                        "authority", allowed.label()));
    }

    /** What a token allows now; empty where it is unknown, used or past its time. */
    Optional<Enrolment> find(Handle handle, EnrolmentToken token, Instant at) throws PkiException {
        Optional<String[]> row = Sql.one(
                handle,
                "SELECT label, profile, subject FROM enrolment_token"
                        + " WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
                found -> new String[] {found.getString(1), found.getString(2), found.getString(3)},
                token.hash(),
                at);
        return row.isEmpty()
                ? Optional.empty()
                : Optional.of(Enrolment.stored(row.get()[0], row.get()[1], row.get()[2]));
    }

    /** Uses a token up; false if somebody else was first. */
    boolean use(Handle tx, EnrolmentToken token, Enrolment allowed, Instant at, String actor) {
        int used = Sql.update(
                tx,
                "UPDATE enrolment_token SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
                at,
                token.hash(),
                at);
        if (used == 1) {
            audit.append(tx, event(at, "enrolment.used", actor, allowed));
        }
        return used == 1;
    }

    /** Makes a token good again whose certificate could not be issued. */
    void giveBack(Handle tx, EnrolmentToken token, Instant usedAt) {
        Sql.update(
                tx, "UPDATE enrolment_token SET used_at = NULL WHERE hash = ? AND used_at = ?", token.hash(), usedAt);
    }
}
