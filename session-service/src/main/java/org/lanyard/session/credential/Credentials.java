package org.lanyard.session.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;

/** The table of pins. Every method takes the caller's transaction. */
public final class Credentials {
    private static final String SELECT =
            "SELECT id, person_id, handle, public_key, backup_eligible, status FROM credential WHERE ";

    private final String lock;
    private final AuditLog audit;
    private final Ending ending;

    public Credentials(Engine engine, AuditLog audit, Ending ending) {
        this.lock = SELECT + "id = ?" + engine.forShare();
        this.audit = audit;
        this.ending = ending;
    }

    /** Pins a credential as confirmed for good; false where its id is known already, whoever's it is. */
    public boolean pin(Handle tx, PinnedCredential credential, Instant at) {
        int added = Sql.update(
                tx,
                "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status, confirmed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                credential.id(),
                credential.person(),
                credential.handle(),
                credential.publicKey(),
                credential.backupEligible(),
                credential.status().code(),
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
                        Map.of("backup_eligible", Boolean.toString(credential.backupEligible())),
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
                CredentialStatus.of(row.getString(6)));
    }
}
