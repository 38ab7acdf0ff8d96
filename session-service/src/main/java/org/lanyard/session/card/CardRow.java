package org.lanyard.session.card;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A card as its row says.
 *
 * @param since when it came into its state
 * @param batch what the office calls its delivery
 * @param authority the outside authority that issued its certificates; empty: we did
 */
public record CardRow(
        UUID id,
        CardStatus status,
        Optional<UUID> holder,
        Instant since,
        Optional<String> batch,
        Optional<String> authority) {
    static final String COLUMNS = "c.id, c.status, c.holder_id, c.since, c.batch, c.authority";

    static CardRow read(ResultSet row) throws SQLException {
        return new CardRow(
                UUID.fromString(row.getString(1)),
                CardStatus.of(row.getString(2)),
                Optional.ofNullable(row.getString(3)).map(UUID::fromString),
                Instant.ofEpochMilli(row.getLong(4)),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)));
    }
}
