package org.lanyard.pki.audit;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row as the database has it, nothing decoded: what the chain covers. */
record StoredRow(long id, long at, String kind, String actor, String subject, String facts, byte[] personal) {
    static final String COLUMNS = "id, at, kind, actor, subject, facts, personal";

    static StoredRow read(ResultSet row) throws SQLException {
        return new StoredRow(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBytes(7));
    }
}
