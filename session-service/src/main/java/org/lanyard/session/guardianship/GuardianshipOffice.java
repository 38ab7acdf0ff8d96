package org.lanyard.session.guardianship;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.session.people.RandomIds;

/**
 * Changes who may see which child: propose, confirm, end, restrict, lift. Each change is one conditional statement, so
 * that two clerks at once cannot both succeed, and runs in the caller's transaction together with its audit row.
 */
public final class GuardianshipOffice {
    private final AuditLog audit;
    private final RandomIds ids;

    public GuardianshipOffice(AuditLog audit, SecureRandom random) {
        this.audit = Objects.requireNonNull(audit);
        this.ids = new RandomIds(random);
    }

    /**
     * Proposes a guardianship. It opens nothing until somebody confirms it.
     *
     * @param source where the proposal comes from ("office", "letter")
     * @return its id; empty if the pair has one that is proposed or confirmed already
     */
    public Optional<UUID> propose(Handle tx, UUID guardian, UUID child, GuardianshipKind kind, String source, Act act) {
        return propose(tx, guardian, child, kind, source, act, " AND status <> 'ended'");
    }

    /**
     * Proposes what a roster says, once: a pair that the office has ever decided about is left alone, so that a nightly
     * roster does not bring back every night what was ended by hand.
     *
     * @param source which roster
     * @return its id; empty if the pair has, or has had, one
     */
    public Optional<UUID> proposeFromRoster(
            Handle tx, UUID guardian, UUID child, GuardianshipKind kind, String source, Act act) {
        return propose(tx, guardian, child, kind, source, act, "");
    }

    private Optional<UUID> propose(
            Handle tx, UUID guardian, UUID child, GuardianshipKind kind, String source, Act act, String unless) {
        requirePair(guardian, child);
        UUID id = ids.uuid();
        int rows = tx.createUpdate("INSERT INTO guardianship"
                        + " (id, guardian_id, child_id, kind, status, rights, from_at, until_at, source)"
                        + " SELECT :id, :guardian, :child, :kind, 'proposed', '', :at, NULL, :source"
                        + " WHERE NOT EXISTS (SELECT 1 FROM guardianship"
                        + " WHERE guardian_id = :guardian AND child_id = :child" + unless + ")"
                        + " ON CONFLICT DO NOTHING")
                .bind("id", id.toString())
                .bind("guardian", guardian.toString())
                .bind("child", child.toString())
                .bind("kind", kind.code())
                .bind("at", act.at().toEpochMilli())
                .bind("source", source)
                .execute();
        if (rows == 0) {
            return Optional.empty();
        }
        // What a roster says of thousands is the same each time; only a person's words need a key.
        audit.append(
                tx,
                AuditEvent.of(
                        act.at(),
                        "guardianship.proposed",
                        act.actor(),
                        child.toString(),
                        Map.of("guardianship", id.toString(), "guardian", guardian.toString(), "source", source)));
        return Optional.of(id);
    }

    /**
     * Confirms what was proposed.
     *
     * @param rights at least one
     * @param from inclusive
     * @param until exclusive, after {@code from}
     * @return whether it was waiting to be confirmed
     */
    public boolean confirm(
            Handle tx,
            UUID id,
            GuardianshipKind kind,
            Set<Right> rights,
            Instant from,
            Optional<Instant> until,
            Act act) {
        Objects.requireNonNull(act);
        if (rights.isEmpty() || until.filter(end -> !end.isAfter(from)).isPresent()) {
            throw new IllegalArgumentException("a guardianship needs a right and a time");
        }
        boolean waited = tx.createUpdate("UPDATE guardianship SET status = 'confirmed', kind = :kind, rights = :rights,"
                                + " from_at = :from, until_at = :until WHERE id = :id AND status = 'proposed'")
                        .bind("id", id.toString())
                        .bind("kind", kind.code())
                        .bind("rights", Right.join(rights))
                        .bind("from", from.toEpochMilli())
                        .bind("until", until.map(Instant::toEpochMilli).orElse(null))
                        .execute()
                == 1;
        if (waited) {
            tell(tx, "guardianship.confirmed", id, act, Map.of("kind", kind.code(), "rights", Right.join(rights)));
        }
        return waited;
    }

    /** Ends a guardianship at once, whether it was confirmed yet or not. @return whether it lived until now */
    public boolean end(Handle tx, UUID id, Act act) {
        boolean lived = tx.createUpdate("UPDATE guardianship SET status = 'ended',"
                                + " until_at = CASE WHEN until_at IS NOT NULL AND until_at < :at THEN until_at"
                                + " WHEN from_at > :at THEN from_at ELSE :at END"
                                + " WHERE id = :id AND status <> 'ended'")
                        .bind("id", id.toString())
                        .bind("at", act.at().toEpochMilli())
                        .execute()
                == 1;
        if (lived) {
            tell(tx, "guardianship.ended", id, act, Map.of());
        }
        return lived;
    }

    /**
     * Enters a restriction: from {@code since} on, this guardian does not see this child, whatever else is true.
     *
     * @param since inclusive; may lie in the past
     * @param until exclusive; empty until somebody lifts it
     * @param reference what the order is filed under
     */
    public UUID restrict(
            Handle tx, UUID guardian, UUID child, Instant since, Optional<Instant> until, String reference, Act act) {
        requirePair(guardian, child);
        Objects.requireNonNull(act);
        // Whoever lets somebody of this family in locks these rows for share: they come before it, or see it.
        tx.createUpdate("UPDATE person SET status = status WHERE id IN (:guardian, :child)")
                .bind("guardian", guardian.toString())
                .bind("child", child.toString())
                .execute();
        UUID id = ids.uuid();
        tx.createUpdate("INSERT INTO restriction (id, guardian_id, child_id, since, until_at, reference)"
                        + " VALUES (:id, :guardian, :child, :since, :until, :reference)")
                .bind("id", id.toString())
                .bind("guardian", guardian.toString())
                .bind("child", child.toString())
                .bind("since", since.toEpochMilli())
                .bind("until", until.map(Instant::toEpochMilli).orElse(null))
                .bind("reference", Objects.requireNonNull(reference))
                .execute();
        audit.append(
                tx,
                new AuditEvent(
                        act.at(),
                        "restriction.entered",
                        act.actor(),
                        child.toString(),
                        Map.of("restriction", id.toString(), "guardian", guardian.toString()),
                        Map.of("reason", act.reason(), "reference", reference)));
        return id;
    }

    /** Lifts a restriction from now on; the row stays. Only ever a person's act. @return whether it was in force or to come */
    public boolean lift(Handle tx, UUID id, Act act) {
        boolean stood = tx.createUpdate("UPDATE restriction SET until_at = :at"
                                + " WHERE id = :id AND (until_at IS NULL OR until_at > :at)")
                        .bind("id", id.toString())
                        .bind("at", act.at().toEpochMilli())
                        .execute()
                == 1;
        if (stood) {
            String child = childOf(tx, "restriction", id);
            audit.append(
                    tx,
                    new AuditEvent(
                            act.at(),
                            "restriction.lifted",
                            act.actor(),
                            child,
                            Map.of("restriction", id.toString()),
                            Map.of("reason", act.reason())));
        }
        return stood;
    }

    /** Proposals that wait for the office, oldest first. */
    public List<Proposal> waiting(Handle tx) {
        return tx.createQuery("SELECT id, guardian_id, child_id, kind, source FROM guardianship"
                        + " WHERE status = 'proposed' ORDER BY from_at, id")
                .map((row, context) -> new Proposal(
                        UUID.fromString(row.getString("id")),
                        UUID.fromString(row.getString("guardian_id")),
                        UUID.fromString(row.getString("child_id")),
                        GuardianshipKind.of(row.getString("kind")),
                        row.getString("source")))
                .list();
    }

    private void tell(Handle tx, String kind, UUID id, Act act, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("guardianship", id.toString());
        String child = childOf(tx, "guardianship", id);
        audit.append(tx, new AuditEvent(act.at(), kind, act.actor(), child, all, Map.of("reason", act.reason())));
    }

    private static String childOf(Handle tx, String table, UUID id) {
        return tx.createQuery("SELECT child_id FROM " + table + " WHERE id = :id")
                .bind("id", id.toString())
                .mapTo(String.class)
                .one();
    }

    private static void requirePair(UUID guardian, UUID child) {
        if (guardian.equals(child)) {
            throw new IllegalArgumentException("nobody is their own guardian");
        }
    }
}
