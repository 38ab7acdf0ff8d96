package org.lanyard.session.pass;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.store.Sql;

/**
 * A pass as its row says; its code is not known any more.
 *
 * @param until the bell: good before it, not at it
 * @param endedAt when a teacher ended it, or its pupil got another
 */
public record Pass(
        UUID id,
        UUID person,
        UUID school,
        PassPlace place,
        Instant issuedAt,
        String issuedBy,
        Instant until,
        Optional<Instant> endedAt) {
    static final String COLUMNS =
            "l.id, l.person_id, l.school_id, l.kiosk, l.room, l.issued_at, l.issued_by, l.until_at, l.ended_at";

    static Pass read(ResultSet row) throws SQLException {
        String kiosk = row.getString(4);
        return new Pass(
                UUID.fromString(row.getString(1)),
                UUID.fromString(row.getString(2)),
                UUID.fromString(row.getString(3)),
                kiosk == null ? new PassPlace.InRoom(row.getString(5)) : new PassPlace.AtKiosk(URI.create(kiosk)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)),
                Sql.instant(row, 9));
    }

    /** Whether it could still be redeemed. */
    public boolean live(Instant now) {
        return endedAt.isEmpty() && now.isBefore(until);
    }
}
