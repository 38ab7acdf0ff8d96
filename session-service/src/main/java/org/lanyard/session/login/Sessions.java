package org.lanyard.session.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.server.Request;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** Tells who is signed in in a browser, by the cookie that the door gave it. */
public final class Sessions {
    /** The session's cookie: its id and 256 random bits, base64url. */
    public static final String COOKIE = "__Host-lanyard";

    private static final String CURRENT =
            "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE id = ? AND cookie_hash = ?";
    private static final int COOKIE_LENGTH = 64;
    private static final int CSRF_BYTES = 18;

    private final Store store;
    private final SessionLimits limits;
    private final SecretKeySpec csrfKey;
    private final InstantSource clock;

    /** @param csrfKey 32 bytes that the nodes share */
    public Sessions(Store store, SessionLimits limits, byte[] csrfKey, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.csrfKey = new SecretKeySpec(csrfKey, "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Who is signed in, read from the store anew; empty without a live session. A request counts as activity: it moves the
     * idle bound (written at most each 30 s).
     */
    public Optional<SignedIn> current(Request request) {
        return cookie(request).flatMap(this::current);
    }

    /** The same, by the cookie's value. */
    Optional<SignedIn> current(String cookie) {
        Instant now = clock.instant();
        Optional<SessionRow> row =
                store.read(h -> Sql.one(h, CURRENT, SessionRow::read, Secret.sessionOf(cookie), Secret.hash(cookie)));
        Optional<SessionRow> live = row.filter(session -> session.live(now));
        live.ifPresent(session -> touch(session, now));
        return live.map(session -> new SignedIn(
                session.id(),
                session.person(),
                session.acr(),
                Instant.ofEpochMilli(session.signedInAt()),
                session.kiosk(),
                session.credential(),
                session.mustAddKey(),
                csrf(cookie)));
    }

    /** Whether a session still lives; asks the store and is no activity. */
    public boolean isLive(UUID session) {
        return store.read(h -> Sql.one(
                        h,
                        "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE id = ?",
                        SessionRow::read,
                        session))
                .filter(row -> row.live(clock.instant()))
                .isPresent();
    }

    /**
     * Refuses a form without the session's token in {@code csrf}.
     *
     * @throws HttpRefusal FOREIGN_ORIGIN
     */
    public static void requireCsrf(SignedIn session, Form form) throws HttpRefusal {
        if (!session.csrfMatches(form.find("csrf").orElse(""))) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "csrf");
        }
    }

    private static Optional<String> cookie(Request request) {
        try {
            return Exchange.cookie(request, COOKIE).filter(value -> value.length() == COOKIE_LENGTH);
        } catch (HttpRefusal sentTwice) {
            return Optional.empty();
        }
    }

    private void touch(SessionRow session, Instant now) {
        Instant until = now.plus(limits.idle());
        if (session.idleUntil() < until.minus(SessionLimits.TOUCH).toEpochMilli()) {
            store.transact(tx -> Sql.update(
                    tx,
                    "UPDATE login_session SET idle_until = ? WHERE id = ? AND ended_at IS NULL AND idle_until > ?",
                    until,
                    session.id(),
                    now));
        }
    }

    private String csrf(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(csrfKey);
            byte[] full = mac.doFinal(("csrf " + cookie).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, CSRF_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
