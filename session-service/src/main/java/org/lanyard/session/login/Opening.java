package org.lanyard.session.login;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.Picture;
import org.lanyard.session.people.Pictures;

/** Writes the row of a session that the door opens, in the door's transaction. For the door alone. */
public final class Opening {
    private static final int SESSION_BYTES = 32;
    private static final int CODE_BYTES = 16;
    private static final String AT_KIOSK = "INSERT INTO login_session (id, person_id, acr, card_id, kiosk, lease_hash,"
            + " handover_hash, handover_until, signed_in_at, idle_until, expires_at, lease_until, standing)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String BY_PASS = AT_KIOSK.replace("card_id", "pass_id");
    private static final String IN_BROWSER =
            "INSERT INTO login_session (id, person_id, acr, credential_id, cookie_hash,"
                    + " signed_in_at, idle_until, expires_at, must_add_key, aal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final SessionLimits limits;
    private final AuditLog audit;
    private final SecureRandom random;

    /**
     * What a kiosk is given: a handle that can renew and end the session, and a code that its browser spends once.
     *
     * @param picture by which its owner sees that the card is theirs, before anything of theirs is shown
     */
    public record AtKiosk(UUID session, Acr acr, URI kiosk, Secret lease, Secret handover, Picture picture) {}

    /** What a browser is given: its cookie's value. */
    public record InBrowser(UUID session, Acr acr, Secret cookie) {}

    public Opening(SessionLimits limits, AuditLog audit, SecureRandom random) {
        this.limits = limits;
        this.audit = audit;
        this.random = random;
    }

    /** @param standing how it was known that the card is not revoked, where that was not our own records' word */
    public AtKiosk atKiosk(
            Handle tx, UUID person, Acr acr, UUID card, URI kiosk, Optional<String> standing, Instant now) {
        AtKiosk opened = offer(tx, person, acr, kiosk, now);
        insert(tx, AT_KIOSK, opened, person, card, now.plus(limits.absolute()), standing.orElse(null), now);
        tell(tx, opened.session(), person, acr, kiosk.toString(), fact("standing", standing), now);
        return opened;
    }

    /**
     * The session that a lesson pass opens: of the lowest level, and over with the bell.
     *
     * @param bell when the pass ends
     */
    public AtKiosk byPass(Handle tx, UUID person, UUID pass, URI kiosk, Instant bell, Instant now) {
        AtKiosk opened = offer(tx, person, Acr.PASS, kiosk, now);
        Instant absolute = now.plus(limits.absolute());
        insert(tx, BY_PASS, opened, person, pass, bell.isBefore(absolute) ? bell : absolute, null, now);
        tell(tx, opened.session(), person, Acr.PASS, kiosk.toString(), Map.of("pass", pass.toString()), now);
        return opened;
    }

    private AtKiosk offer(Handle tx, UUID person, Acr acr, URI kiosk, Instant now) {
        UUID id = newId(now);
        return new AtKiosk(
                id,
                acr,
                kiosk,
                Secret.ofSession(id, random, SESSION_BYTES),
                Secret.ofSession(id, random, CODE_BYTES),
                Pictures.of(tx, person));
    }

    private void insert(
            Handle tx, String sql, AtKiosk opened, UUID person, UUID by, Instant until, String standing, Instant now) {
        Sql.update(
                tx,
                sql,
                opened.session(),
                person,
                opened.acr(),
                by,
                opened.kiosk().toString(),
                opened.lease().hash(),
                opened.handover().hash(),
                now.plus(limits.handover()),
                now,
                now.plus(limits.idle()),
                until,
                now.plus(limits.lease()),
                standing);
    }

    /**
     * What a session in a browser rests on.
     *
     * @param aal the authenticator assurance level (NIST SP 800-63B), where it is more than {@code acr} tells
     * @param mustAddKey whether the person has fewer keys than they have to
     */
    public record ByKey(String credential, Acr acr, Optional<Integer> aal, boolean mustAddKey) {}

    public InBrowser inBrowser(Handle tx, UUID person, ByKey by, Instant now) {
        Acr acr = by.acr();
        UUID id = newId(now);
        InBrowser opened = new InBrowser(id, acr, Secret.ofSession(id, random, SESSION_BYTES));
        Sql.update(
                tx,
                IN_BROWSER,
                opened.session(),
                person,
                acr,
                by.credential(),
                opened.cookie().hash(),
                now,
                now.plus(limits.idle()),
                now.plus(limits.absolute()),
                by.mustAddKey(),
                by.aal().orElse(null));
        tell(
                tx,
                opened.session(),
                person,
                acr,
                person.toString(),
                fact("aal", by.aal().map(String::valueOf)),
                now);
        return opened;
    }

    /** A UUID that begins with the time (RFC 9562 §5.7), so that rows append. It is no secret. */
    private UUID newId(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000L | random.nextInt(1 << 12);
        long low = random.nextLong() & ~(0xc000L << 48) | 0x8000L << 48;
        return new UUID(high, low);
    }

    private static Map<String, String> fact(String name, Optional<String> value) {
        return value.map(known -> Map.of(name, known)).orElse(Map.of());
    }

    private void tell(
            Handle tx, UUID session, UUID person, Acr acr, String actor, Map<String, String> more, Instant now) {
        Map<String, String> facts = new HashMap<>(more);
        facts.put("session", session.toString());
        facts.put("acr", acr.uri());
        audit.append(tx, AuditEvent.of(now, "session.opened", actor, person.toString(), facts));
    }
}
