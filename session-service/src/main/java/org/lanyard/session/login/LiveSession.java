package org.lanyard.session.login;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/** Reads a session so that it cannot end before the transaction commits: for what rests on it. */
public final class LiveSession {
    private final String lock;

    public LiveSession(Engine engine) {
        this.lock = "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE id = ?" + engine.forShare();
    }

    /** How well its person was authenticated; empty where it is over. */
    public Optional<Acr> lock(Handle tx, UUID session, Instant now) {
        return Sql.one(tx, lock, SessionRow::read, session)
                .filter(row -> row.live(now))
                .map(SessionRow::acr);
    }
}
