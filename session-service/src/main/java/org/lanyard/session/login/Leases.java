package org.lanyard.session.login;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * A kiosk's hold on the session that it opened: a handle that renews and ends it, and that reads as nobody.
 */
public final class Leases {
    private static final String BY_HANDLE = "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE lease_hash = ?";

    private final Store store;
    private final SessionLimits limits;
    private final Ending ending;
    private final InstantSource clock;
    private final String locked;

    /**
     * What a client may know of a lease (RFC 7662 §2.2).
     *
     * @param expiresAt when it ends if it isn't renewed
     */
    public record Lease(UUID session, URI kiosk, Acr acr, Instant issuedAt, Instant expiresAt) {}

    public Leases(Store store, SessionLimits limits, Ending ending, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.ending = ending;
        this.clock = clock;
        Engine engine = store.engine();
        this.locked = BY_HANDLE + engine.forUpdate();
    }

    /**
     * Renews a lease and tells whose it is.
     *
     * @throws RefusedException SESSION_OVER, also for a handle that never was
     */
    public URI renew(String handle) throws RefusedException {
        byte[] hash = Secret.hash(handle);
        return store.<URI, RefusedException>transact(tx -> {
            Instant now = clock.instant();
            SessionRow row = Sql.one(tx, locked, SessionRow::read, (Object) hash)
                    .filter(session -> session.live(now))
                    .orElseThrow(() -> new RefusedException(Reason.SESSION_OVER));
            Sql.update(tx, "UPDATE login_session SET lease_until = ? WHERE id = ?", now.plus(limits.lease()), row.id());
            return row.kiosk().orElseThrow();
        });
    }

    /** The lease of a handle while its session lives. */
    public Optional<Lease> find(String handle) {
        Instant now = clock.instant();
        return store.read(h -> Sql.one(h, BY_HANDLE, SessionRow::read, (Object) Secret.hash(handle)))
                .filter(session -> session.live(now))
                .map(Leases::lease);
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
            Optional<SessionRow> row = Sql.one(tx, locked, SessionRow::read, (Object) hash);
            if (row.isEmpty()) {
                return false;
            }
            if (!row.get().kiosk().orElseThrow().toString().equals(kiosk)) {
                throw new RefusedException(Reason.TOKEN_OF_ANOTHER);
            }
            return ending.session(tx, row.get().id(), reason, clock.instant(), kiosk);
        });
    }

    static Lease lease(SessionRow row) {
        return new Lease(
                row.id(),
                row.kiosk().orElseThrow(),
                row.acr(),
                Instant.ofEpochMilli(row.signedInAt()),
                Instant.ofEpochMilli(row.until()));
    }
}
