package org.lanyard.webauthn.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.store.Sql;

/** The reports that wait for the door, in the table {@code webauthn_report}. */
public final class Reports {
    private static final String COUNTER =
            "insert into webauthn_report (what, credential_id, handle, noticed_at, tries, next_try) values (?, ?, ?, ?, 0, ?)"
                    // Again, after the door took it once: the office may have let the key go on.
                    + " on conflict (what) do update set noticed_at = excluded.noticed_at, tries = 0,"
                    + " next_try = excluded.next_try, settled_at = null where webauthn_report.settled_at is not null";
    private static final String MODEL =
            "insert into webauthn_report (what, aaguid, status, noticed_at, tries, next_try) values (?, ?, ?, ?, 0, ?)"
                    + " on conflict (what) do nothing";
    private static final String DUE = "select what, credential_id, handle, aaguid, status, tries from webauthn_report"
            + " where settled_at is null and next_try <= ? order by next_try limit ?";

    private Reports() {}

    /**
     * A report that is due.
     *
     * @param what its key
     * @param tries how often it was tried before
     */
    record Due(String what, Report report, long tries) {}

    /** A credential's counter went back. */
    public static int counter(Handle tx, String credentialId, String handle, Instant at) {
        return Sql.update(tx, COUNTER, "counter " + credentialId, credentialId, handle, at, at);
    }

    /** FIDO withdraws a model; what was told once is not told again. */
    public static void model(Handle tx, String aaguid, ModelStatus status, Instant at) {
        Sql.update(tx, MODEL, "model " + aaguid + " " + status, aaguid, status, at, at);
    }

    /** How many wait. */
    public static long waiting(Handle handle) {
        return Sql.one(handle, "select count(*) from webauthn_report where settled_at is null", row -> row.getLong(1))
                .orElseThrow();
    }

    static List<Due> due(Handle handle, Instant now, long most) {
        return Sql.list(handle, DUE, Reports::read, now, most);
    }

    /** Takes one for a try; false where another node did. */
    static boolean claim(Handle tx, Due due, Instant nextTry) {
        return Sql.update(
                        tx,
                        "update webauthn_report set tries = tries + 1, next_try = ?"
                                + " where what = ? and tries = ? and settled_at is null",
                        nextTry,
                        due.what(),
                        due.tries())
                == 1;
    }

    static int postpone(Handle tx, Due due, Instant nextTry) {
        return Sql.update(tx, "update webauthn_report set next_try = ? where what = ?", nextTry, due.what());
    }

    static int settle(Handle tx, Due due, Instant at) {
        return Sql.update(tx, "update webauthn_report set settled_at = ? where what = ?", at, due.what());
    }

    private static Due read(ResultSet row) throws SQLException {
        Optional<byte[]> credential = Optional.ofNullable(row.getString(2)).flatMap(Base64Url::decode);
        Report report = credential.isPresent()
                ? new Report.Counter(credential.get(), row.getString(3))
                : new Report.Model(row.getString(4), ModelStatus.valueOf(row.getString(5)));
        return new Due(row.getString(1), report, row.getLong(6));
    }
}
