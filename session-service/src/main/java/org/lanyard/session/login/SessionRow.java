package org.lanyard.session.login;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One row of {@code login_session}, as far as judging it needs. Times are epoch milliseconds. */
record SessionRow(
        UUID id,
        UUID person,
        Acr acr,
        Optional<URI> kiosk,
        long signedInAt,
        long idleUntil,
        long expiresAt,
        long leaseUntil,
        boolean ended,
        Optional<String> credential,
        boolean mustAddKey) {
    private static final List<String> NAMES = List.of(
            "id",
            "person_id",
            "acr",
            "kiosk",
            "signed_in_at",
            "idle_until",
            "expires_at",
            "lease_until",
            "ended_at",
            "credential_id",
            "must_add_key");

    /** How many columns {@link #read} reads, from the first on. */
    static final int COUNT = NAMES.size();

    static final String COLUMNS = NAMES.stream().collect(Collectors.joining(", ", " ", " "));

    /** The columns of the table by its alias, for a join. */
    static String columnsOf(String alias) {
        return NAMES.stream().map(name -> alias + "." + name).collect(Collectors.joining(", ", " ", " "));
    }

    static SessionRow read(ResultSet row) throws SQLException {
        String kiosk = row.getString(4);
        long lease = row.getLong(8);
        boolean leased = !row.wasNull();
        row.getLong(9);
        boolean ended = !row.wasNull();
        return new SessionRow(
                UUID.fromString(row.getString(1)),
                UUID.fromString(row.getString(2)),
                Acr.valueOf(row.getString(3)),
                kiosk == null ? Optional.empty() : Optional.of(URI.create(kiosk)),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                leased ? lease : Long.MAX_VALUE,
                ended,
                Optional.ofNullable(row.getString(10)),
                row.getLong(11) == 1);
    }

    /** Why it is over at {@code now}, whether that has been written down or not; empty while it lives. */
    Optional<EndReason> over(Instant now) {
        long at = now.toEpochMilli();
        if (ended) {
            return Optional.of(EndReason.SIGNED_OUT);
        } else if (expiresAt <= at) {
            return Optional.of(EndReason.EXPIRED);
        } else if (leaseUntil <= at) {
            return Optional.of(EndReason.LEASE_LAPSED);
        } else if (idleUntil <= at) {
            return Optional.of(EndReason.IDLE);
        }
        return Optional.empty();
    }

    boolean live(Instant now) {
        return over(now).isEmpty();
    }

    /** The moment at which it is over if nothing renews it. */
    long until() {
        return Math.min(Math.min(idleUntil, expiresAt), leaseUntil);
    }
}
