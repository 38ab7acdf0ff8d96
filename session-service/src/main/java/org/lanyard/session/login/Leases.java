package org.lanyard.session.login;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * A kiosk's hold on the session that it opened: a handle that renews and ends it, and that reads as nobody.
 */
public final class Leases {
    private static final String BY_HANDLE =
            "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE id = ? AND lease_hash = ?";

    private static final String ASK =
            "SELECT" + SessionRow.columnsOf("s") + ", c.secret_hash, c.status, s.standing FROM client c"
                    + " LEFT JOIN login_session s ON s.id = ? AND s.lease_hash = ? WHERE c.id = ?";

    private final Store store;
    private final SessionLimits limits;
    private final Ending ending;
    private final InstantSource clock;
    private final String locked;

    /**
     * What a client may know of a lease (RFC 7662 §2.2).
     *
     * @param expiresAt when it ends if it isn't renewed
     * @param standing who said that the card is not revoked, where that was an authority outside: {@code council:ocsp},
     *     or {@code council:list-degraded} where it could not be asked just then
     */
    public record Lease(
            UUID session, URI kiosk, Acr acr, Instant issuedAt, Instant expiresAt, Optional<String> standing) {}

    public Leases(Store store, SessionLimits limits, Ending ending, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.ending = ending;
        this.clock = clock;
        this.locked = BY_HANDLE + store.engine().forUpdate();
    }

    /**
     * A lease that was renewed.
     *
     * @param idleFor how long nothing was asked by the session's browser, give or take half a minute
     */
    public record Renewed(URI kiosk, Duration idleFor) {}

    /**
     * What one SELECT says of a client and a token; the client is still to be authenticated.
     *
     * @param secretHash empty where there is no such client
     */
    public record Asked(Optional<byte[]> secretHash, boolean clientActive, Optional<Lease> lease) {}

    /**
     * Renews a lease and tells whose it is.
     *
     * @throws RefusedException SESSION_OVER, also for a handle that never was
     */
    public Renewed renew(String handle) throws RefusedException {
        byte[] hash = Secret.hash(handle);
        return store.<Renewed, RefusedException>transact(tx -> {
            Instant now = clock.instant();
            SessionRow row = Sql.one(tx, locked, SessionRow::read, Secret.sessionOf(handle), hash)
                    .filter(session -> session.live(now))
                    .orElseThrow(() -> new RefusedException(Reason.SESSION_OVER));
            Sql.update(tx, "UPDATE login_session SET lease_until = ? WHERE id = ?", now.plus(limits.lease()), row.id());
            Duration left = Duration.between(now, Instant.ofEpochMilli(row.idleUntil()));
            Duration idleFor = limits.idle().minus(left);
            return new Renewed(row.kiosk().orElseThrow(), idleFor.isNegative() ? Duration.ZERO : idleFor);
        });
    }

    /** What introspection needs, in one SELECT: the client's secret and the lease, while its session lives. */
    public Asked ask(String clientId, String handle) {
        Instant now = clock.instant();
        return store.read(h -> Sql.one(
                        h, ASK, row -> asked(row, now), Secret.sessionOf(handle), Secret.hash(handle), clientId))
                .orElse(new Asked(Optional.empty(), false, Optional.empty()));
    }

    /**
     * Ends a session by its handle; false where none lives (RFC 7009 §2.2: no error).
     *
     * @param kiosk the client that asks; only the kiosk that the handle was issued to may
     * @throws RefusedException TOKEN_OF_ANOTHER
     */
    public boolean end(String handle, String kiosk, EndReason reason) throws RefusedException {
        byte[] hash = Secret.hash(handle);
        return store.<Boolean, RefusedException>transact(tx -> {
            Optional<SessionRow> row = Sql.one(tx, locked, SessionRow::read, Secret.sessionOf(handle), hash);
            if (row.isEmpty()) {
                return false;
            }
            if (!row.get().kiosk().orElseThrow().toString().equals(kiosk)) {
                throw new RefusedException(Reason.TOKEN_OF_ANOTHER);
            }
            return ending.session(tx, row.get().id(), reason, clock.instant(), kiosk);
        });
    }

    private static Asked asked(ResultSet row, Instant now) throws SQLException {
        Optional<String> standing = Optional.ofNullable(row.getString(SessionRow.COUNT + 3));
        Optional<Lease> lease = row.getString(1) == null
                ? Optional.empty()
                : Optional.of(SessionRow.read(row))
                        .filter(session -> session.live(now))
                        .map(session -> lease(session, standing));
        return new Asked(
                Optional.of(row.getBytes(SessionRow.COUNT + 1)),
                row.getString(SessionRow.COUNT + 2).equals("active"),
                lease);
    }

    private static Lease lease(SessionRow row, Optional<String> standing) {
        return new Lease(
                row.id(),
                row.kiosk().orElseThrow(),
                row.acr(),
                Instant.ofEpochMilli(row.signedInAt()),
                Instant.ofEpochMilli(row.until()),
                standing);
    }
}
