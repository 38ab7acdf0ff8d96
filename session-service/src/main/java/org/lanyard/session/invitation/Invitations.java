package org.lanyard.session.invitation;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;

/** The table of invitations. Every method takes the caller's transaction. */
public final class Invitations {
    public static final Duration LIFETIME = Duration.ofDays(14);

    private static final int MOST_HELD = 8;

    private final AuditLog audit;
    private final SecureRandom random;
    private final String heldSql;
    private final String openSql;

    /**
     * An invitation that a pre-session holds, with what the directory says of whom it invites.
     *
     * @param handle the person's WebAuthn user handle
     */
    public record Held(
            byte[] codeHash,
            UUID person,
            Instant expiresAt,
            boolean redeemed,
            String handle,
            boolean personActive,
            String givenName,
            String familyName) {
        public Held {
            codeHash = codeHash.clone();
        }

        @Override
        public byte[] codeHash() {
            return codeHash.clone();
        }

        @Override
        public String toString() {
            return "Held[" + person + "]";
        }

        static Held read(ResultSet row) throws SQLException {
            long expiresAt = row.getLong(3);
            row.getLong(4);
            boolean redeemed = !row.wasNull();
            return new Held(
                    row.getBytes(1),
                    UUID.fromString(row.getString(2)),
                    Instant.ofEpochMilli(expiresAt),
                    redeemed,
                    row.getString(5),
                    row.getString(6).equals("active"),
                    row.getString(7),
                    row.getString(8));
        }
    }

    public Invitations(Engine engine, AuditLog audit, SecureRandom random) {
        this.audit = audit;
        this.random = random;
        String select =
                "SELECT i.code_hash, i.person_id, i.expires_at, i.redeemed_at, p.handle, p.status, p.given_name,"
                        + " p.family_name FROM invitation i JOIN person p ON p.id = i.person_id WHERE ";
        String lock = engine.forUpdate("i") + engine.forShare("p");
        this.openSql = select + "i.code_hash = ?" + lock;
        this.heldSql = select + "i.held_by = ? ORDER BY i.expires_at DESC LIMIT " + MOST_HELD + lock;
    }

    /** Invites a person; the answer is the only time the code is seen. An earlier invitation stays as it is. */
    public InvitationCode create(Handle tx, UUID person, Instant at, String actor) {
        InvitationCode code = InvitationCode.random(random);
        Sql.update(
                tx,
                "INSERT INTO invitation (code_hash, person_id, expires_at) VALUES (?, ?, ?)",
                code.hash(),
                person,
                at.plus(LIFETIME));
        audit.append(tx, new AuditEvent(at, "invitation.created", actor, person.toString(), Map.of(), Map.of()));
        return code;
    }

    /**
     * Marks the invitation as held by the pre-session that presents its code; whoever held it before no longer does.
     *
     * @throws RefusedException INVITATION_UNKNOWN, INVITATION_EXPIRED, INVITATION_REDEEMED, HOLDER_INACTIVE
     */
    public Held open(Handle tx, InvitationCode code, String preSession, Instant at) throws RefusedException {
        Held invitation = Sql.one(tx, openSql, Held::read, (Object) code.hash())
                .orElseThrow(() -> new RefusedException(Reason.INVITATION_UNKNOWN));
        if (invitation.redeemed()) {
            throw new RefusedException(Reason.INVITATION_REDEEMED);
        } else if (!at.isBefore(invitation.expiresAt())) {
            throw new RefusedException(Reason.INVITATION_EXPIRED);
        } else if (!invitation.personActive()) {
            throw new RefusedException(Reason.HOLDER_INACTIVE);
        }
        Sql.update(
                tx,
                "UPDATE invitation SET held_by = ? WHERE code_hash = ?",
                Challenges.hash(preSession),
                invitation.codeHash());
        return invitation;
    }

    /** The invitations that a pre-session holds, locked; {@code heldBy} as {@link Challenges#hash} makes it. */
    public List<Held> heldBy(Handle tx, byte[] heldBy) {
        return Sql.list(tx, heldSql, Held::read, (Object) heldBy);
    }

    /** Marks an invitation as redeemed, in the transaction that pins the credential. */
    public void redeem(Handle tx, Held invitation, Instant at) {
        Sql.update(tx, "UPDATE invitation SET redeemed_at = ? WHERE code_hash = ?", at, invitation.codeHash());
        String person = invitation.person().toString();
        audit.append(tx, new AuditEvent(at, "invitation.redeemed", person, person, Map.of(), Map.of()));
    }
}
