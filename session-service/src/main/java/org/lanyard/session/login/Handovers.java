package org.lanyard.session.login;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * Hands a kiosk's session over to the kiosk's browser: a code of 128 bits, once, within seconds, from the kiosk's own origin
 * alone. The browser gets a session id that nobody knew before.
 */
public final class Handovers {
    private static final int SESSION_BYTES = 32;

    private final Store store;
    private final Ending ending;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String locked;

    private record Offered(SessionRow session, long until, boolean used, String origin) {
        static Offered read(ResultSet row) throws SQLException {
            SessionRow session = SessionRow.read(row);
            long until = row.getLong(SessionRow.COUNT + 1);
            row.getLong(SessionRow.COUNT + 2);
            boolean used = !row.wasNull();
            return new Offered(session, until, used, row.getString(SessionRow.COUNT + 3));
        }
    }

    public Handovers(Store store, Ending ending, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.ending = ending;
        this.clock = clock;
        this.random = random;
        this.locked = "SELECT" + SessionRow.columnsOf("s") + ", s.handover_until, s.handover_used_at, k.origin"
                + " FROM login_session s JOIN kiosk k ON k.client_id = s.kiosk WHERE s.id = ? AND s.handover_hash = ?"
                + store.engine().forUpdate("s");
    }

    /**
     * Spends {@code code} and answers the cookie's value.
     *
     * @param origin the request's {@code Origin}
     * @param former the value of the browser's session cookie, if it has one: that session is replaced
     * @throws RefusedException HANDOVER_UNKNOWN, HANDOVER_FROM_ELSEWHERE, HANDOVER_USED, HANDOVER_LATE, SESSION_OVER
     */
    public Secret redeem(String code, String origin, Optional<String> former) throws RefusedException {
        return store.<Secret, RefusedException>transact(tx -> redeem(tx, code, origin, former));
    }

    private Secret redeem(Handle tx, String code, String origin, Optional<String> former) throws RefusedException {
        Instant now = clock.instant();
        Offered offered = Sql.one(tx, locked, Offered::read, Secret.sessionOf(code), Secret.hash(code))
                .orElseThrow(() -> new RefusedException(Reason.HANDOVER_UNKNOWN));
        if (!offered.origin().equals(origin)) {
            throw new RefusedException(Reason.HANDOVER_FROM_ELSEWHERE);
        } else if (offered.used()) {
            throw new RefusedException(Reason.HANDOVER_USED);
        } else if (offered.until() <= now.toEpochMilli()) {
            throw new RefusedException(Reason.HANDOVER_LATE);
        } else if (!offered.session().live(now)) {
            throw new RefusedException(Reason.SESSION_OVER);
        }
        if (former.isPresent()) {
            ending.ofCookie(tx, former.get(), EndReason.REPLACED, now, origin);
        }
        UUID session = offered.session().id();
        Secret cookie = Secret.ofSession(session, random, SESSION_BYTES);
        Sql.update(
                tx,
                "UPDATE login_session SET cookie_hash = ?, handover_used_at = ? WHERE id = ?",
                cookie.hash(),
                now,
                session);
        return cookie;
    }
}
