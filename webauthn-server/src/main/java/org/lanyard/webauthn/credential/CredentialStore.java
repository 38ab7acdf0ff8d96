package org.lanyard.webauthn.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;

/** The credential records of this relying party, in the table {@code webauthn_credential}. */
public final class CredentialStore {
    /** The folder of migrations to open the store with. */
    public static final String MIGRATIONS = "webauthn";

    private static final int COLUMNS = 12;
    // One row whether there is such a credential or not, so that the two take the same work.
    private static final String FIND =
            "select c.handle, c.public_key, c.algorithm, c.sign_count, c.backup_eligible, c.backed_up, c.transports,"
                    + " c.aaguid, c.attestation_format, c.created_at, c.discoverable, c.used_at"
                    + " from (select cast(? as text) as id) wanted left join webauthn_credential c on c.id = wanted.id";
    private static final String ADD =
            "insert into webauthn_credential (id, handle, public_key, algorithm, sign_count, backup_eligible, backed_up,"
                    + " transports, aaguid, attestation_format, created_at, used_at, discoverable)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    // Compare and set in one statement: of two assertions made with one counter at most one passes, on any node.
    private static final String COUNT_UP =
            "update webauthn_credential set sign_count = ?, backed_up = ?, used_at = ? where id = ? and sign_count < ?";
    private static final String BACKED_UP =
            "update webauthn_credential set backed_up = ?, used_at = ? where id = ? and sign_count = 0";

    private final Store store;

    public CredentialStore(Store store) {
        this.store = store;
    }

    public Optional<StoredCredential> find(CredentialId id) {
        return store.read(handle -> Sql.one(handle, FIND, row -> found(id, row), id.toString()))
                .flatMap(found -> found);
    }

    public boolean exists(CredentialId id) {
        return store.read(handle -> Sql.one(
                        handle, "select 1 from webauthn_credential where id = ?", row -> row.getInt(1), id.toString())
                .isPresent());
    }

    /** Adds a credential, durably; an id that is known already, to whomever, is refused. */
    public void add(StoredCredential credential) throws WebAuthnException {
        int added = store.transact(tx -> Sql.update(
                tx,
                ADD,
                credential.id().toString(),
                credential.handle().toString(),
                credential.publicKey(),
                (long) credential.algorithm().cose(),
                credential.signCount(),
                credential.backupEligible(),
                credential.backedUp(),
                String.join(",", credential.transports()),
                credential.aaguid(),
                credential.attestationFormat(),
                credential.createdAt(),
                credential.usedAt(),
                credential.discoverable().orElse(null)));
        WebAuthnException.require(added == 1, Reason.ALREADY_REGISTERED);
    }

    /**
     * Records what an assertion told: its counter, which has to be above the stored one (both 0: the authenticator keeps
     * none), and its backup state. Nothing is written where nothing changed.
     */
    public void used(StoredCredential before, long signCount, boolean backedUp, Instant at) throws WebAuthnException {
        String id = before.id().toString();
        if (signCount == 0 && before.signCount() == 0) {
            if (backedUp != before.backedUp()) {
                store.transact(tx -> Sql.update(tx, BACKED_UP, backedUp, at, id));
            }
            return;
        }
        int counted = store.transact(tx -> Sql.update(tx, COUNT_UP, signCount, backedUp, at, id, signCount));
        WebAuthnException.require(counted == 1, Reason.COUNTER_WENT_BACK);
    }

    private static Optional<StoredCredential> found(CredentialId id, ResultSet row) throws SQLException {
        if (row.getString(1) != null) {
            return Optional.of(read(id, row));
        }
        for (int column = 2; column <= COLUMNS; column++) {
            row.getString(column);
        }
        return Optional.empty();
    }

    private static StoredCredential read(CredentialId id, ResultSet row) throws SQLException {
        return new StoredCredential(
                id,
                new UserHandle(Base64Url.decode(row.getString(1)).orElseThrow(() -> damaged("handle"))),
                row.getBytes(2),
                KeyAlgorithm.ofCose(row.getLong(3)).orElseThrow(() -> damaged("algorithm")),
                row.getLong(4),
                row.getLong(5) == 1,
                row.getLong(6) == 1,
                Arrays.stream(row.getString(7).split(","))
                        .filter(hint -> !hint.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)),
                row.getString(8),
                row.getString(9),
                known(row, 11),
                Instant.ofEpochMilli(row.getLong(10)),
                Instant.ofEpochMilli(row.getLong(12)));
    }

    /** 1 is yes, 0 is no, null is not known. */
    private static Optional<Boolean> known(ResultSet row, int column) throws SQLException {
        boolean value = row.getLong(column) == 1;
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static SQLException damaged(String column) {
        return new SQLException("webauthn_credential." + column + " is not of the form that was stored");
    }
}
