package org.lanyard.session.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.store.Sql;

/**
 * A way back in that was opened for somebody.
 *
 * @param school whose office did it
 * @param openedBy who did it: an id of a person
 * @param secondBy who agreed to it, where two had to
 * @param keepsKeys whether the keys from before stay as they are
 * @param documents whether the office has seen identity documents
 * @param invitation what leads to the new key; absent while a second member of staff has to agree
 * @param cancelledAt when it was cancelled, or its invitation withdrawn
 */
public record Recovery(
        UUID id,
        UUID person,
        RecoveryWay way,
        Optional<UUID> school,
        Instant openedAt,
        String openedBy,
        Optional<String> secondBy,
        boolean keepsKeys,
        boolean documents,
        Optional<UUID> invitation,
        Instant until,
        Optional<Instant> cancelledAt,
        Optional<Instant> redeemedAt) {
    static final String SELECT = "SELECT r.id, r.person_id, r.way, r.school_id, r.opened_at, r.opened_by, r.second_by,"
            + " r.keeps_keys, r.documents, r.invitation_id, r.until_at, COALESCE(r.cancelled_at, i.withdrawn_at),"
            + " r.redeemed_at FROM recovery r LEFT JOIN invitation i ON i.id = r.invitation_id WHERE ";

    /** Where it stands; the first that is true. */
    public enum State {
        REDEEMED,
        CANCELLED,
        EXPIRED,
        /** A second member of staff has to agree. */
        WAITING,
        OPEN
    }

    public State state(Instant now) {
        if (redeemedAt.isPresent()) {
            return State.REDEEMED;
        } else if (cancelledAt.isPresent()) {
            return State.CANCELLED;
        } else if (!now.isBefore(until)) {
            return State.EXPIRED;
        }
        return invitation.isEmpty() ? State.WAITING : State.OPEN;
    }

    static Recovery read(ResultSet row) throws SQLException {
        return new Recovery(
                UUID.fromString(row.getString(1)),
                UUID.fromString(row.getString(2)),
                RecoveryWay.of(row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(UUID::fromString),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getString(6),
                Optional.ofNullable(row.getString(7)),
                row.getLong(8) == 1,
                row.getLong(9) == 1,
                Optional.ofNullable(row.getString(10)).map(UUID::fromString),
                Instant.ofEpochMilli(row.getLong(11)),
                Sql.instant(row, 12),
                Sql.instant(row, 13));
    }
}
