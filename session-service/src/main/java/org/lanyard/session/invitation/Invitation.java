package org.lanyard.session.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.store.Sql;

/**
 * An invitation as the store has it, without its codes.
 *
 * @param wrong how many second codes were wrong
 * @param pausedUntil before that no second code is looked at
 */
public record Invitation(
        UUID id,
        UUID person,
        InvitationKind kind,
        Optional<SecondCodeChannel> channel,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        int wrong,
        Instant pausedUntil,
        Optional<Instant> redeemedAt,
        Optional<Instant> withdrawnAt) {
    static final String COLUMNS =
            "i.id, i.person_id, i.kind, i.channel, i.created_at, i.created_by, i.expires_at, i.wrong,"
                    + " i.paused_until, i.redeemed_at, i.withdrawn_at";
    static final int COUNT = 11;

    /** Where an invitation stands; the first that is true. */
    public enum State {
        REDEEMED,
        WITHDRAWN,
        /** Too many second codes were wrong. */
        SPENT,
        EXPIRED,
        OPEN
    }

    static Invitation read(ResultSet row) throws SQLException {
        return new Invitation(
                UUID.fromString(row.getString(1)),
                UUID.fromString(row.getString(2)),
                InvitationKind.valueOf(row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(SecondCodeChannel::valueOf),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getInt(8),
                Instant.ofEpochMilli(row.getLong(9)),
                Sql.instant(row, 10),
                Sql.instant(row, 11));
    }

    public State state(Instant now) {
        if (redeemedAt.isPresent()) {
            return State.REDEEMED;
        } else if (withdrawnAt.isPresent()) {
            return State.WITHDRAWN;
        } else if (InvitationTries.spent(wrong)) {
            return State.SPENT;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }
}
