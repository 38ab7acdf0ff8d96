package org.lanyard.session.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.store.Sql;

/**
 * A notice, for a list: whom it is about and to whom it goes, and nothing of what it says.
 *
 * @param attempts how often it was taken to be sent
 * @param trouble why the last attempt failed, as {@link Trouble#code}
 * @param doneAt when it was sent, or given up
 */
public record NoticeRow(
        UUID id,
        NoticeKind kind,
        Audience audience,
        UUID about,
        UUID recipient,
        Instant happenedAt,
        Instant dueAt,
        NoticeStatus status,
        int attempts,
        Optional<String> trouble,
        Optional<Instant> doneAt) {
    static final String COLUMNS =
            "id, kind, audience, about_id, recipient_id, happened_at, due_at, status, attempts," + " trouble, done_at";

    static NoticeRow read(ResultSet row) throws SQLException {
        return new NoticeRow(
                UUID.fromString(row.getString(1)),
                NoticeKind.valueOf(row.getString(2)),
                Audience.of(row.getString(3)),
                UUID.fromString(row.getString(4)),
                UUID.fromString(row.getString(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                NoticeStatus.of(row.getString(8)),
                row.getInt(9),
                Optional.ofNullable(row.getString(10)),
                Sql.instant(row, 11));
    }
}
