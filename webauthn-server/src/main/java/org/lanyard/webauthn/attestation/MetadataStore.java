package org.lanyard.webauthn.attestation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.report.Reports;

/** The newest issue of the metadata, in the store. */
final class MetadataStore {
    private static final String NUMBER = "select number from webauthn_metadata";
    private static final String KEEP =
            "insert into webauthn_metadata (id, number, next_update, blob, fetched_at) values (1, ?, ?, ?, ?)"
                    + " on conflict (id) do update set number = excluded.number, next_update = excluded.next_update,"
                    + " blob = excluded.blob, fetched_at = excluded.fetched_at";
    private static final String TRIED = "insert into webauthn_metadata_try (id, tried_at, failure) values (1, ?, ?)"
            + " on conflict (id) do update set tried_at = excluded.tried_at, failure = excluded.failure";

    private final Store store;

    /** An issue as it was kept. */
    record Kept(int number, byte[] blob, Instant fetchedAt) {}

    /**
     * When somebody last looked.
     *
     * @param failure why it did not work
     */
    record Tried(Instant at, Optional<String> failure) {}

    MetadataStore(Store store) {
        this.store = store;
    }

    Optional<Integer> number() {
        return store.read(MetadataStore::number);
    }

    private static Optional<Integer> number(Handle handle) {
        return Sql.one(handle, NUMBER, row -> row.getInt(1));
    }

    Optional<Kept> kept() {
        return store.read(handle -> Sql.one(
                handle,
                "select number, blob, fetched_at from webauthn_metadata",
                row -> new Kept(row.getInt(1), row.getBytes(2), Instant.ofEpochMilli(row.getLong(3)))));
    }

    /**
     * Keeps a newer issue, and with it the reports on whatever it tells to be bad.
     *
     * @param replacing the number of the issue that is believed until now; what another root vouched for may be replaced
     *     by any
     * @throws WebAuthnException METADATA_WENT_BACK where another node kept a newer one meanwhile
     */
    void keep(
            int number,
            LocalDate nextUpdate,
            byte[] blob,
            Map<String, ModelStatus> bad,
            Optional<Integer> replacing,
            Instant at)
            throws WebAuthnException {
        store.<Void, WebAuthnException>transact(tx -> {
            boolean newer = number(tx)
                    .filter(there -> replacing.isPresent() && there > number)
                    .isEmpty();
            WebAuthnException.require(newer, Reason.METADATA_WENT_BACK);
            Sql.update(tx, KEEP, (long) number, nextUpdate.toString(), blob, at);
            bad.forEach((aaguid, status) -> Reports.model(tx, aaguid, status, at));
            return null;
        });
    }

    Optional<Tried> tried() {
        return store.read(handle -> Sql.one(
                handle,
                "select tried_at, failure from webauthn_metadata_try",
                row -> new Tried(Instant.ofEpochMilli(row.getLong(1)), Optional.ofNullable(row.getString(2)))));
    }

    void tried(Instant at, Optional<String> failure) {
        store.transact(tx -> Sql.update(tx, TRIED, at, failure.orElse(null)));
    }
}
