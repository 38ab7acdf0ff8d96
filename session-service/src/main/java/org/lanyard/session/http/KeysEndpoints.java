package org.lanyard.session.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.credential.BrowserWord;
import org.lanyard.session.credential.KeyName;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.door.Door;
import org.lanyard.session.door.Proof;
import org.lanyard.session.login.SessionEvents;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.Person;
import org.lanyard.session.recovery.CoolingOff;

/**
 * What somebody who is signed in does with their own keys. Adding one needs a script and is JSON; all else is a form that works
 * without. What cannot be taken back, or lets somebody else in for good, needs a sign-in of the last ten minutes; suspending a
 * lost key does not: it only ever keeps somebody out.
 */
final class KeysEndpoints {
    static final String PAGE = "/me/keys";
    private static final int SMALL = 2 * 1024;
    private static final int ASSERTION = 24 * 1024;
    private static final String CSRF = "csrf";

    private final Store store;
    private final Sessions sessions;
    private final Door door;
    private final KeyRing keys;
    private final SessionEvents events;
    private final InstantSource clock;
    private final String origin;

    KeysEndpoints(
            Store store,
            Sessions sessions,
            Door door,
            KeyRing keys,
            SessionEvents events,
            InstantSource clock,
            URI issuer) {
        this.store = store;
        this.sessions = sessions;
        this.door = door;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
        this.origin = issuer.toString();
    }

    /** POST /me/keys/options: {@code csrf} → {@code challenge, handle, name, display_name, creation}. */
    void options(Exchange exchange) throws Exception {
        SignedIn who = require(exchange, exchange.json(SMALL));
        who.requireFresh(clock.instant());
        record Found(Person person, ObjectNode creation) {}
        Found found = store.<Found, RefusedException>read(h -> new Found(
                new Directory()
                        .person(h, who.person())
                        .filter(Person::active)
                        .orElseThrow(() -> new RefusedException(Reason.HOLDER_INACTIVE)),
                CreationAnswer.of(h, who.person())));
        Person person = found.person();
        ObjectNode body = Json.object();
        body.put("challenge", door.ask(who, person.handle()));
        body.put("expires_in", Challenges.LIFETIME.toSeconds());
        body.put("handle", person.handle());
        body.put("name", person.givenName());
        body.put("display_name", person.fullName());
        if (who.kiosk().isPresent()) {
            // Not into the kiosk itself: onto a key or a telephone that its owner holds there.
            found.creation().put("attachment", "cross-platform");
        }
        body.set("creation", found.creation());
        exchange.json(200, body.put("time", clock.instant().getEpochSecond()));
    }

    /** POST /me/keys/add: {@code csrf, assertion}, and perhaps {@code name} → {@code location}. */
    void add(Exchange exchange) throws Exception {
        ObjectNode body = exchange.json(ASSERTION);
        SignedIn who = require(exchange, body);
        String typed = body.path("name").asText("");
        Optional<String> name = typed.isBlank() ? Optional.empty() : Optional.of(KeyName.of(typed));
        String assertion = Json.requireString(body, "assertion");
        door.add(new Proof.Addition(assertion, who.session(), name, device(exchange)));
        exchange.json(200, Json.object().put("location", PAGE + "?added=1"));
    }

    /** POST /me/keys/rename, form {@code csrf, id, name}. */
    void rename(Exchange exchange) throws Exception {
        change(
                exchange,
                Set.of(CSRF, "id", "name"),
                false,
                "renamed",
                (tx, who, form, now) -> keys.rename(
                        tx,
                        who.person(),
                        form.require("id"),
                        form.find("name").orElse(""),
                        now,
                        who.person().toString()));
    }

    /** POST /me/keys/remove, form {@code csrf, id}. */
    void remove(Exchange exchange) throws Exception {
        change(exchange, Set.of(CSRF, "id"), true, "removed", (tx, who, form, now) -> {
            CoolingOff.requireMayTouch(tx, who, form.require("id"), now);
            keys.remove(tx, who.person(), form.require("id"), now, who.person().toString(), "by its owner");
        });
    }

    /** POST /me/keys/suspend, form {@code csrf, id}: it is lost. */
    void suspend(Exchange exchange) throws Exception {
        change(exchange, Set.of(CSRF, "id"), false, "lost", (tx, who, form, now) -> {
            CoolingOff.requireMayTouch(tx, who, form.require("id"), now);
            keys.suspendOwn(tx, who.person(), form.require("id"), now, "its owner says that it is lost");
        });
    }

    /** POST /me/keys/sign-out-elsewhere, form {@code csrf}. */
    void signOutElsewhere(Exchange exchange) throws Exception {
        change(
                exchange,
                Set.of(CSRF),
                false,
                "elsewhere",
                (tx, who, form, now) -> keys.signOutElsewhere(tx, who.person(), who.session(), now));
    }

    /** One change, in a transaction of its own. */
    @FunctionalInterface
    private interface Change {
        void in(Handle tx, SignedIn who, Form form, Instant now) throws RefusedException, HttpRefusal;
    }

    /**
     * @param grave whether it needs a fresh sign-in
     * @param done what the page says where it was done
     */
    private void change(Exchange exchange, Set<String> names, boolean grave, String done, Change change)
            throws Exception {
        SameOrigin.require(exchange, origin);
        Form form = exchange.form(SMALL).only(names);
        Optional<SignedIn> session = sessions.current(exchange.request());
        if (session.isEmpty()) {
            exchange.seeOther("/sign-in");
            return;
        }
        SignedIn who = session.get();
        Sessions.requireCsrf(who, form);
        Instant now = clock.instant();
        try {
            if (grave) {
                who.requireFresh(now);
            }
            store.<Void, Exception>transact(tx -> {
                change.in(tx, who, form, now);
                return null;
            });
        } catch (RefusedException refused) {
            exchange.seeOther(PAGE + "?" + told(refused) + "=1");
            return;
        }
        events.look();
        exchange.seeOther(PAGE + "?" + done + "=1");
    }

    /** What the page of keys says in words; anything else is no doing of somebody who pressed its buttons. */
    private static String told(RefusedException refused) throws RefusedException {
        return switch (refused.reason()) {
            case FRESH_SIGN_IN_NEEDED -> "fresh";
            case LAST_KEY -> "last";
            case KEY_NAME -> "name";
            case KEY_UNKNOWN -> "gone";
            case COOLING_OFF -> "cooling";
            default -> throw refused;
        };
    }

    private SignedIn require(Exchange exchange, ObjectNode body) throws HttpRefusal, RefusedException {
        SameOrigin.require(exchange, origin);
        SignedIn who =
                sessions.current(exchange.request()).orElseThrow(() -> new RefusedException(Reason.SESSION_OVER));
        if (!who.csrfMatches(Json.requireString(body, CSRF))) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, CSRF);
        }
        return who;
    }

    /** The browser, in two words. */
    static Optional<String> device(Exchange exchange) throws HttpRefusal {
        return exchange.header(HttpHeader.USER_AGENT).flatMap(BrowserWord::of);
    }
}
