package org.lanyard.pki.mass;

import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** Writes down of what kind the keys are where records of an older version do not say so: it stands in the certificate. */
final class KeyAlgorithmFill {
    private static final int PAGE = 500;

    private final Store store;

    KeyAlgorithmFill(Store store) {
        this.store = store;
    }

    private record Unfilled(String issuer, String serial, byte[] der) {}

    void run() throws PkiException {
        MassJob.Cursor after = MassJob.Cursor.START;
        while (true) {
            MassJob.Cursor from = after;
            List<Unfilled> page = store.read(handle -> Sql.list(
                    handle,
                    "SELECT issuer, serial, der FROM certificate WHERE key_algorithm IS NULL AND der IS NOT NULL"
                            + " AND (issuer, serial) > (?, ?) ORDER BY issuer, serial LIMIT ?",
                    row -> new Unfilled(row.getString(1), row.getString(2), row.getBytes(3)),
                    from.issuer(),
                    from.serial(),
                    PAGE));
            store.<Void, PkiException>transact(tx -> {
                for (Unfilled row : page) {
                    KeyAlgorithm algorithm =
                            KeyAlgorithm.of(CertificateReader.readDer(row.der()).getPublicKey());
                    Sql.update(
                            tx,
                            "UPDATE certificate SET key_algorithm = ? WHERE issuer = ? AND serial = ?",
                            algorithm.label(),
                            row.issuer(),
                            row.serial());
                }
                return null;
            });
            if (page.size() < PAGE) {
                return;
            }
            after = new MassJob.Cursor(
                    page.get(PAGE - 1).issuer(), page.get(PAGE - 1).serial());
        }
    }
}
