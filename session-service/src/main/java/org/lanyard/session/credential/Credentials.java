package org.lanyard.session.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Notices;
import org.lanyard.session.people.PersonRole;

/** The table of pins. Every method takes the caller's transaction. */
public final class Credentials {
    private static final String SELECT =
            "SELECT id, person_id, handle, public_key, backup_eligible, status, aaguid, format, trusted, certified, level,"
                    + " model, transports, backed_up, last_used_at, last_used_on FROM credential WHERE ";

    private final String lock;
    private final AuditLog audit;
    private final Ending ending;
    private final Notices notices;

    public Credentials(Engine engine, AuditLog audit, Ending ending, Notices notices) {
        this.lock = SELECT + "id = ?" + engine.forShare();
        this.audit = audit;
        this.ending = ending;
        this.notices = notices;
    }

    /**
     * Pins a credential as confirmed for good; false where its id is known already, whoever's it is.
     *
     * @param name as its owner calls it, see {@link KeyName}
     */
    public boolean pin(Handle tx, PinnedCredential credential, Optional<String> name, Instant at) {
        AttestationFacts facts = credential.facts();
        int added = Sql.update(
                tx,
                "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status, aaguid, format, trusted,"
                        + " certified, level, model, transports, backed_up, last_used_at, last_used_on, name, confirmed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                credential.id(),
                credential.person(),
                credential.handle(),
                credential.publicKey(),
                credential.backupEligible(),
                credential.status().code(),
                facts.aaguid(),
                facts.format(),
                facts.trusted(),
                facts.certified(),
                facts.level().orElse(null),
                facts.model().orElse(null),
                String.join(",", facts.transports()),
                credential.use().backedUp(),
                at,
                credential.use().on().orElse(null),
                name.orElse(null),
                at);
        if (added == 0) {
            return false;
        }
        audit.append(
                tx,
                new AuditEvent(
                        at,
                        "credential.confirmed",
                        credential.person().toString(),
                        credential.person().toString(),
                        Map.of(
                                "backup_eligible",
                                Boolean.toString(credential.backupEligible()),
                                "model",
                                facts.aaguid(),
                                "trusted",
                                Boolean.toString(facts.trusted()),
                                "certified",
                                Boolean.toString(facts.certified())),
                        Map.of()));
        return true;
    }

    /** Reads a pin. */
    public Optional<PinnedCredential> find(Handle h, String id) {
        return Sql.one(h, SELECT + "id = ?", Credentials::read, id);
    }

    /** Reads a pin so that its status cannot change before this transaction commits. */
    public Optional<PinnedCredential> lock(Handle tx, String id) {
        return Sql.one(tx, lock, Credentials::read, id);
    }

    /** Has those told whom it concerns that a credential was confirmed. */
    public void tellAdded(Handle tx, PinnedCredential credential, PersonRole role, Optional<String> name, Instant at) {
        notices.tell(
                tx,
                role == PersonRole.PUPIL ? NoticeKind.PUPIL_KEY_ADDED : NoticeKind.KEY_ADDED,
                credential.person(),
                Map.of(Notices.KEY, name.or(credential.facts()::model).orElse("")),
                at);
    }

    /** Writes down that a credential was used, unless it was within the hour: the way of every sign-in stays short. */
    public void used(Handle tx, PinnedCredential credential, KeyUse use) {
        if (credential.use().isOutdatedBy(use)) {
            Sql.update(
                    tx,
                    "UPDATE credential SET backed_up = ?, last_used_at = ?, last_used_on = ? WHERE id = ?",
                    use.backedUp(),
                    use.at().orElseThrow(),
                    use.on().orElse(null),
                    credential.id());
        }
    }

    /** A person's credentials, whatever their status. */
    public List<PinnedCredential> ofPerson(Handle h, UUID person) {
        return Sql.list(h, SELECT + "person_id = ? ORDER BY confirmed_at, id", Credentials::read, person);
    }

    /** Changes a credential's status; unless it becomes active, the sessions that it opened end in the same transaction. */
    public boolean changeStatus(Handle tx, String id, CredentialStatus status, Instant at, String actor, String why) {
        int changed = Sql.update(
                tx, "UPDATE credential SET status = ? WHERE id = ? AND status <> ?", status.code(), id, status.code());
        if (changed == 0) {
            return false;
        }
        if (status != CredentialStatus.ACTIVE) {
            ending.ofCredential(tx, id, EndReason.CREDENTIAL_REVOKED, at, actor);
        }
        String person = find(tx, id).orElseThrow().person().toString();
        audit.append(
                tx, new AuditEvent(at, "credential." + status.code(), actor, person, Map.of("why", why), Map.of()));
        return true;
    }

    private static PinnedCredential read(ResultSet row) throws SQLException {
        return new PinnedCredential(
                row.getString(1),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                row.getBytes(4),
                row.getLong(5) == 1,
                CredentialStatus.of(row.getString(6)),
                facts(row),
                new KeyUse(row.getLong(14) == 1, Sql.instant(row, 15), Optional.ofNullable(row.getString(16))));
    }

    /** What was pinned before facts were told has none. */
    private static AttestationFacts facts(ResultSet row) throws SQLException {
        String aaguid = row.getString(7);
        if (aaguid == null) {
            return AttestationFacts.none();
        }
        String transports = row.getString(13);
        return new AttestationFacts(
                aaguid,
                row.getString(8),
                row.getLong(9) == 1,
                row.getLong(10) == 1,
                Optional.ofNullable(row.getString(11)),
                Optional.ofNullable(row.getString(12)),
                transports.isEmpty() ? Set.of() : Set.of(transports.split(",")));
    }
}
