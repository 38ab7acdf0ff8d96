package org.lanyard.pki.responder;

import java.math.BigInteger;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** Records of certificates that nobody signed, revoked all the same: to make a list long. */
final class ManyRevoked {
    private static final int AT_ONCE = 5_000;

    private ManyRevoked() {}

    static void insert(Store store, String issuer, int count, long notAfter) {
        BigInteger first = BigInteger.ONE.shiftLeft(126);
        for (int from = 0; from < count; from += AT_ONCE) {
            int start = from;
            store.transact(tx -> {
                for (int i = start; i < Math.min(count, start + AT_ONCE); i++) {
                    // Spread, as random serial numbers are.
                    BigInteger serial = first.add(
                            BigInteger.valueOf(i * 0x9E3779B97F4A7C15L).abs());
                    Sql.update(
                            tx,
                            "INSERT INTO certificate (issuer, serial, status, profile, subject, not_before, not_after,"
                                    + " key_hash, issued_at, issued_by, reason, changed_at, changed_by, why)"
                                    + " VALUES (?, ?, 'REVOKED', 'card-9e', ?, 0, ?, '', 0, 'test', 'SUPERSEDED', ?,"
                                    + " 'test', 'test')",
                            issuer,
                            serial.toString(16),
                            "urn:uuid:" + i,
                            notAfter,
                            1_700_000_000_000L + i);
                }
                return null;
            });
        }
    }
}
