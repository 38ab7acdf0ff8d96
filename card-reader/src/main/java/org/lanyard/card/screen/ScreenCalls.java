package org.lanyard.card.screen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.Language;
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
    private static final int MAX_PIN = 8;

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
                .post("/screen/sign-out", known(this::signOut))
                .post("/screen/closed", known(this::closed))
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

    /** The digits come as bytes and not as JSON: what a parser makes of them could not be zeroed. */
    private void pin(Exchange exchange) throws HttpRefusal {
        if (!exchange.header(HttpHeader.CONTENT_TYPE).equals(Optional.of("application/octet-stream"))) {
            throw new HttpRefusal(HttpReason.CONTENT_TYPE);
        }
        byte[] digits = new byte[MAX_PIN + 1];
        char[] typed = new char[0];
        try (InputStream in = Content.Source.asInputStream(exchange.request())) {
            int length = in.readNBytes(digits, 0, digits.length);
            typed = new char[length];
            for (int i = 0; i < length; i++) {
                typed[i] = (char) (digits[i] & 0xFF);
            }
            agent.enterPin(Pin.of(typed));
        } catch (CardException notAPin) {
            throw new HttpRefusal(HttpReason.UNKNOWN_PARAMETER, "pin");
        } catch (IOException brokenOff) {
            throw new HttpRefusal(HttpReason.BODY_BROKEN_OFF);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(typed, '\0');
        }
        exchange.empty(204);
    }

    private void signOut(Exchange exchange) {
        agent.signOut();
        exchange.empty(204);
    }

    private void closed(Exchange exchange) {
        audience.sessionClosed();
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
