package org.lanyard.card.screen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.Language;
import org.lanyard.card.kiosk.PassCode;
import org.lanyard.card.kiosk.Proof;
import org.lanyard.card.piv.Pin;
import org.lanyard.pki.http.Endpoint;
import org.lanyard.pki.http.ErrorAnswer;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.Routes;

/** What the screen's page calls: spends the link, opens the stream, and says what the person in front of it did. */
final class ScreenCalls {
    private static final int MAX_JSON = 512;

    private final OnceSecret link;
    private final OnceSecret cookie;
    private final String cookieName;
    private final Audience audience;
    private final KioskAgent agent;
    private final Optional<DemoDeck> deck;

    ScreenCalls(
            OnceSecret link,
            OnceSecret cookie,
            String cookieName,
            Audience audience,
            KioskAgent agent,
            Optional<DemoDeck> deck) {
        this.link = link;
        this.cookie = cookie;
        this.cookieName = cookieName;
        this.audience = audience;
        this.agent = agent;
        this.deck = deck;
    }

    Handler routes(ErrorAnswer errors) {
        Routes routes = new Routes(errors)
                .post("/screen/open", this::open)
                .get("/screen/events", known(this::events))
                .post("/screen/pin", known(this::pin))
                .post("/screen/picture", known(this::picture))
                .get("/screen/picture", known(this::drawing))
                .post("/screen/pass/choose", known(this::choosePass))
                .post("/screen/pass", known(this::pass))
                .post("/screen/change/choose", known(this::chooseChange))
                .post("/screen/change", known(this::change))
                .post("/screen/sign-out", known(this::signOut))
                .post("/screen/closed", known(this::closed))
                .post("/screen/own-window", known(this::ownWindow))
                .post("/screen/language", known(this::language));
        deck.ifPresent(cards -> routes.post("/screen/proof", known(this::proof))
                .post("/screen/deck/tap", known(exchange -> {
                    cards.tap(cardOf(cards, exchange));
                    exchange.empty(204);
                }))
                .post("/screen/deck/insert", known(exchange -> {
                    cards.insert(cardOf(cards, exchange));
                    audience.tellState();
                    exchange.empty(204);
                }))
                .post("/screen/deck/remove", known(exchange -> {
                    cards.remove();
                    audience.tellState();
                    exchange.empty(204);
                })));
        return routes;
    }

    /** The link's token is worth one cookie; the cookie before is worth nothing then. */
    private void open(Exchange exchange) throws HttpRefusal {
        String token = Json.requireString(exchange.json(MAX_JSON), "token");
        if (!link.spend(token)) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "token");
        }
        String value = cookieName + "=" + cookie.issue() + "; Path=/; Secure; HttpOnly; SameSite=Strict";
        exchange.response().getHeaders().add(HttpHeader.SET_COOKIE, value);
        exchange.empty(204);
    }

    /** Lets only the browser through that spent the link. */
    private Endpoint known(Endpoint next) {
        return exchange -> {
            if (!exchange.cookie(cookieName).map(cookie::matches).orElse(false)) {
                throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "cookie");
            }
            next.answer(exchange);
        };
    }

    private void events(Exchange exchange) {
        audience.join(EventStream.open(exchange));
    }

    private void pin(Exchange exchange) throws HttpRefusal {
        Pin[] typed = new Pin[1];
        TypedPins.read(exchange, typed);
        agent.enterPin(typed[0]);
        exchange.empty(204);
    }

    /** The old PIN, a line break, the new one. */
    private void change(Exchange exchange) throws HttpRefusal {
        Pin[] typed = new Pin[2];
        TypedPins.read(exchange, typed);
        agent.changePin(typed[0], typed[1]);
        exchange.empty(204);
    }

    private void chooseChange(Exchange exchange) {
        agent.chooseChange();
        exchange.empty(204);
    }

    private void choosePass(Exchange exchange) {
        agent.choosePass();
        exchange.empty(204);
    }

    private void pass(Exchange exchange) throws HttpRefusal {
        String typed = Json.requireString(exchange.json(MAX_JSON), "pass");
        agent.enterPass(PassCode.typed(typed).orElseThrow(() -> unknown("pass")));
        exchange.empty(204);
    }

    private void picture(Exchange exchange) throws HttpRefusal {
        JsonNode mine = exchange.json(MAX_JSON).path("mine");
        if (!mine.isBoolean()) {
            throw unknown("mine");
        }
        agent.answerPicture(mine.booleanValue());
        exchange.empty(204);
    }

    /** The drawing that the door keeps, from this origin: the page reads from nowhere else. */
    private void drawing(Exchange exchange) throws HttpRefusal {
        String name = Request.extractQueryParameters(exchange.request()).getValue("name");
        byte[] svg = agent.pictures()
                .drawing(name == null ? "" : name)
                .orElseThrow(() -> new HttpRefusal(HttpReason.NOT_FOUND, "picture"));
        exchange.bytes(200, "image/svg+xml", svg);
    }

    private void signOut(Exchange exchange) {
        agent.signOut();
        exchange.empty(204);
    }

    private void closed(Exchange exchange) {
        audience.sessionClosed();
        exchange.empty(204);
    }

    private void ownWindow(Exchange exchange) {
        audience.giveWindow();
        exchange.empty(204);
    }

    private void language(Exchange exchange) throws HttpRefusal {
        String tag = Json.requireString(exchange.json(MAX_JSON), "language");
        audience.speak(Language.of(tag).orElseThrow(() -> unknown("language")));
        exchange.empty(204);
    }

    private void proof(Exchange exchange) throws HttpRefusal {
        String wanted = Json.requireString(exchange.json(MAX_JSON), "proof");
        for (Proof proof : Proof.values()) {
            if (proof.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                agent.choose(proof);
                exchange.empty(204);
                return;
            }
        }
        throw unknown("proof");
    }

    private static String cardOf(DemoDeck deck, Exchange exchange) throws HttpRefusal {
        ObjectNode body = exchange.json(MAX_JSON);
        String id = Json.requireString(body, "card");
        if (deck.cards().stream().noneMatch(card -> card.id().equals(id))) {
            throw unknown("card");
        }
        return id;
    }

    private static HttpRefusal unknown(String parameter) {
        return new HttpRefusal(HttpReason.UNKNOWN_PARAMETER, parameter);
    }
}
