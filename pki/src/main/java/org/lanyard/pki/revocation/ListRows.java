package org.lanyard.pki.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * Reads what a list tells from the records, a page at a time in the order of the serial numbers. Each page sees its own
 * moment; all of them come after the list's number was drawn, and {@link RevocationLists} sees to it that no list with a
 * higher number was read before one with a lower.
 */
final class ListRows {
    private static final int PAGE = 2000;
    private static final String SELECT = "SELECT serial, status, reason, changed_at FROM certificate"
            + " WHERE issuer = ? AND shard = ? AND reason IS NOT NULL AND serial > ? AND not_after >= ?";
    private static final String ORDER = " ORDER BY serial LIMIT ?";

    private final Store store;
    private final String issuer;

    ListRows(Store store, String issuer) {
        this.store = store;
        this.issuer = issuer;
    }

    private record Changed(String serial, CertificateStatus status, RevocationReason reason, Instant at) {
        static Changed read(ResultSet row) throws SQLException {
            return new Changed(
                    row.getString(1),
                    CertificateStatus.valueOf(row.getString(2)),
                    RevocationReason.valueOf(row.getString(3)),
                    Instant.ofEpochMilli(row.getLong(4)));
        }

        boolean isListed() {
            return status == CertificateStatus.HELD || status == CertificateStatus.REVOKED;
        }
    }

    /**
     * All that are on hold or revoked.
     *
     * @param endingFrom leaves out those that ended before
     */
    void all(int shard, Instant endingFrom, CrlBuilder list) throws IOException {
        String after = "";
        while (true) {
            String from = after;
            List<Changed> page = store.read(handle -> Sql.list(
                    handle,
                    SELECT + " AND status IN ('HELD', 'REVOKED')" + ORDER,
                    Changed::read,
                    issuer,
                    shard,
                    from,
                    endingFrom,
                    PAGE));
            for (Changed row : page) {
                list.revoked(new BigInteger(row.serial, 16), row.reason, row.at);
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.get(PAGE - 1).serial;
        }
    }

    /** What changed while a number was the last one, or later: put on hold, revoked, or taken off hold. */
    void since(int shard, long number, Instant endingFrom, CrlBuilder list) throws IOException {
        String after = "";
        while (true) {
            String from = after;
            List<Changed> page = store.read(handle -> Sql.list(
                    handle,
                    SELECT + " AND changed_number >= ?" + ORDER,
                    Changed::read,
                    issuer,
                    shard,
                    from,
                    endingFrom,
                    number,
                    PAGE));
            for (Changed row : page) {
                BigInteger serial = new BigInteger(row.serial, 16);
                if (row.isListed()) {
                    list.revoked(serial, row.reason, row.at);
                } else {
                    list.removed(serial, row.at);
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.get(PAGE - 1).serial;
        }
    }
}
