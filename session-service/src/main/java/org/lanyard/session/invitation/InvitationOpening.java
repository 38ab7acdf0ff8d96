package org.lanyard.session.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.guardianship.FamilySafety;

/**
 * Opens an invitation for the browser that presents its codes.
 *
 * <p>What a refusal must not tell is whether there is such an invitation. So whatever is presented, the same statements run and the
 * same bytes are hashed: look the code up, ask about the family, hash the second code, and for every refusal write the
 * invitation's tries, the source's and an audit row. Only with both codes right is there an honest word.
 */
public final class InvitationOpening {
    private static final byte[] NONE = new byte[32];
    private static final UUID NOBODY = new UUID(0, 0);
    /** Takes the place of what was not there, or cannot be a code. */
    private static final InvitationCode NO_CODE =
            InvitationCode.typed("0".repeat(16)).orElseThrow();

    private static final SecondCode NO_SECOND = SecondCode.typed("0".repeat(8)).orElseThrow();

    private final AuditLog audit;
    private final SourceTries sources;
    private final String byCode;

    /** What a browser presents. @param address where it is, in digits */
    public record Asked(Optional<InvitationCode> code, Optional<SecondCode> second, String preSession, String address) {
        @Override
        public String toString() {
            return "Asked";
        }
    }

    /** An invitation, or why there is none: what a wrong code leaves behind must be committed. */
    public record Outcome(Optional<Held> held, Optional<RefusedException> refused) {
        /** @throws RefusedException if it was refused */
        public Held orThrow() throws RefusedException {
            if (refused.isPresent()) {
                throw refused.get();
            }
            return held.orElseThrow();
        }
    }

    /** @param second the hash that the store keeps; some bytes that nothing hashes to, where it keeps none */
    private record Found(Held held, byte[] second) {
        static Found read(ResultSet row) throws SQLException {
            byte[] second = row.getBytes(Held.COUNT + 1);
            return new Found(Held.read(row), second == null ? NONE : second);
        }

        Invitation invitation() {
            return held.invitation();
        }
    }

    /** All that there is to judge. @param right whether the second code is, or is not needed */
    private record Seen(Optional<Found> found, boolean right, boolean inPersonOnly, Instant now) {}

    public InvitationOpening(Engine engine, AuditLog audit, SourceTries sources) {
        this.audit = audit;
        this.sources = sources;
        this.byCode = "SELECT " + Held.COLUMNS + ", i.second_hash FROM invitation i JOIN person p ON p.id = i.person_id"
                + " WHERE i.code_hash = ?" + engine.forUpdate("i") + engine.forShare("p");
    }

    /**
     * Marks the invitation as held by the pre-session that presents its codes; whoever held it before no longer does. A refusal is
     * INVITATION_UNKNOWN, INVITATION_SECOND_WRONG, INVITATION_PAUSED, INVITATION_SPENT, HOLDER_INACTIVE or, with both codes right,
     * INVITATION_REDEEMED, INVITATION_WITHDRAWN, INVITATION_EXPIRED, INVITATION_IN_PERSON; for a source that had too many
     * of the first five, INVITATION_TRIES.
     */
    public Outcome open(Handle tx, Asked asked, Instant now) {
        InvitationCode code = asked.code().orElse(NO_CODE);
        Optional<Found> found = Sql.one(tx, byCode, Found::read, (Object) code.hash());
        boolean matches = asked.second()
                .orElse(NO_SECOND)
                .matches(code, found.map(Found::second).orElse(NONE));
        boolean needed =
                found.map(one -> one.invitation().kind().needsSecondCode()).orElse(true);
        boolean inPersonOnly = FamilySafety.inPersonOnly(
                tx, found.map(one -> one.invitation().person()).orElse(NOBODY), now);
        Seen seen = new Seen(found, !needed || matches && asked.second().isPresent(), inPersonOnly, now);
        Optional<Reason> dull = dull(seen);
        if (dull.isPresent()) {
            return refuse(tx, asked, seen, dull.get());
        }
        Optional<Reason> honest = honest(seen);
        if (honest.isPresent()) {
            return new Outcome(Optional.empty(), Optional.of(new RefusedException(honest.get())));
        }
        Held held = found.orElseThrow().held();
        Sql.update(
                tx,
                "UPDATE invitation SET held_by = ? WHERE code_hash = ?",
                Challenges.hash(asked.preSession()),
                code.hash());
        return new Outcome(Optional.of(held), Optional.empty());
    }

    /** What nobody is told from anything else. While it rests or is spent, a second code that is right is no better than another. */
    private static Optional<Reason> dull(Seen seen) {
        if (seen.found().isEmpty()) {
            return Optional.of(Reason.INVITATION_UNKNOWN);
        }
        Held held = seen.found().get().held();
        if (InvitationTries.spent(held.invitation().wrong())) {
            return Optional.of(Reason.INVITATION_SPENT);
        } else if (seen.now().isBefore(held.invitation().pausedUntil())) {
            return Optional.of(Reason.INVITATION_PAUSED);
        } else if (!seen.right()) {
            return Optional.of(Reason.INVITATION_SECOND_WRONG);
        } else if (!held.personActive()) {
            return Optional.of(Reason.HOLDER_INACTIVE);
        }
        return Optional.empty();
    }

    private static Optional<Reason> honest(Seen seen) {
        Invitation invitation = seen.found().orElseThrow().invitation();
        return switch (invitation.state(seen.now())) {
            case REDEEMED -> Optional.of(Reason.INVITATION_REDEEMED);
            case WITHDRAWN -> Optional.of(Reason.INVITATION_WITHDRAWN);
            case SPENT -> Optional.of(Reason.INVITATION_SPENT);
            case EXPIRED -> Optional.of(Reason.INVITATION_EXPIRED);
            case OPEN ->
                invitation.kind() == InvitationKind.LETTER && seen.inPersonOnly()
                        ? Optional.of(Reason.INVITATION_IN_PERSON)
                        : Optional.empty();
        };
    }

    private Outcome refuse(Handle tx, Asked asked, Seen seen, Reason reason) {
        count(tx, asked, seen, reason);
        boolean heard = sources.refuse(tx, asked.address(), seen.now());
        if (heard) {
            Map<String, String> facts = new HashMap<>();
            facts.put("reason", reason.name());
            seen.found()
                    .ifPresent(
                            one -> facts.put("invitation", one.invitation().id().toString()));
            String subject = seen.found()
                    .map(one -> one.invitation().person())
                    .orElse(NOBODY)
                    .toString();
            audit.append(tx, AuditEvent.of(seen.now(), "invitation.refused", "browser", subject, facts));
        }
        return new Outcome(
                Optional.empty(), Optional.of(new RefusedException(heard ? reason : Reason.INVITATION_TRIES)));
    }

    /** A code with too few digits was a slip, not a guess. */
    private static void count(Handle tx, Asked asked, Seen seen, Reason reason) {
        boolean guessed =
                reason == Reason.INVITATION_SECOND_WRONG && asked.second().isPresent();
        int wrong = seen.found().map(one -> one.invitation().wrong()).orElse(0) + (guessed ? 1 : 0);
        Instant until = guessed
                ? InvitationTries.pausedUntil(wrong, seen.now())
                : seen.found().map(one -> one.invitation().pausedUntil()).orElse(seen.now());
        Sql.update(
                tx,
                "UPDATE invitation SET wrong = ?, paused_until = ? WHERE code_hash = ?",
                wrong,
                until,
                asked.code().orElse(NO_CODE).hash());
    }
}
