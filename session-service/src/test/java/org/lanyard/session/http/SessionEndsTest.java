package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.door.Proof;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;

/** Everything that lasts for a time lasts up to its last millisecond and not one more; and what a kiosk's sign-out does. */
@DisplayName("what ends, and when")
class SessionEndsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private TestStore data;
    private House house;
    private TestKiosk kiosk;
    private TestCard card;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        UUID school = house.school();
        kiosk = house.kiosk(school);
        card = house.card(house.person("pupil", school));
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    /** Asks a moment before the end and at the end. */
    private void lasts(Duration time, IntSupplier before, int good, IntSupplier after, int refused) {
        house.clock.move(time.minus(MOMENT));
        assertEquals(good, before.getAsInt(), "a millisecond before the end");
        house.clock.move(MOMENT);
        assertEquals(refused, after.getAsInt(), "at the end");
    }

    private int me(String cookie) {
        return house.http.get("/me", cookie).status();
    }

    private String parent() {
        UUID parent = house.person("guardian", house.school());
        return new Browser(house).register(new TestKey(), parent);
    }

    @Test
    @DisplayName("idle: 10 minutes from the last request")
    void idle() {
        String cookie = parent();
        String other = parent();
        lasts(Duration.ofMinutes(10), () -> me(cookie), 200, () -> me(other), 303);
    }

    @Test
    @DisplayName("absolute: 8 hours, however busy")
    void absolute() {
        String cookie = parent();
        for (int i = 1; i < 60; i++) {
            house.clock.move(Duration.ofMinutes(8));
            assertEquals(200, me(cookie));
        }
        lasts(Duration.ofMinutes(8), () -> me(cookie), 200, () -> me(cookie), 303);
    }

    @Test
    @DisplayName("lease: 15 s from the last renewal, for the kiosk, its browser and whoever asks about it")
    void lease() {
        String first = handle(TestKiosk.body(kiosk.tap(card)));
        lasts(Duration.ofSeconds(15), () -> kiosk.lease(first).status(), 200, () -> 200, 200);
        ObjectNode token = TestKiosk.body(kiosk.tap(card));
        String cookie = kiosk.browse(token);
        lasts(Duration.ofSeconds(15), () -> me(cookie), 200, () -> me(cookie), 303);
        assertEquals(401, kiosk.lease(handle(token)).status());
    }

    @Test
    @DisplayName("hand-over: 10 s")
    void handOver() {
        String early = TestKiosk.body(kiosk.tap(card)).get("handover_code").textValue();
        lasts(Duration.ofSeconds(10), () -> kiosk.handOver(early).status(), 303, () -> 400, 400);
        String late = TestKiosk.body(kiosk.tap(card)).get("handover_code").textValue();
        lasts(Duration.ofSeconds(10), () -> 0, 0, () -> kiosk.handOver(late).status(), 400);
    }

    @Test
    @DisplayName("challenge: 2 minutes")
    void challenge() {
        String early = kiosk.challenge();
        String late = kiosk.challenge();
        lasts(Duration.ofMinutes(2), () -> tapWith(early), 200, () -> tapWith(late), 400);
    }

    @Test
    @DisplayName("invitation: 14 days by letter, half an hour in person")
    void invitation() {
        UUID parent = house.person("guardian", house.school());
        Invited letter = house.invite(parent);
        lasts(Duration.ofDays(14), () -> opened(letter), 200, () -> opened(letter), 400);
        Invited there = house.invite(InvitationOrder.inPerson(parent));
        lasts(Duration.ofMinutes(30), () -> opened(there), 200, () -> opened(there), 400);
    }

    @Test
    @DisplayName("sign-out at a kiosk leads to the page that leads to its screen, and leaves nothing in its browser")
    void signOutAtAKiosk() {
        String cookie = kiosk.browse(TestKiosk.body(kiosk.tap(card)));
        String page = house.http.get("/me", cookie).body();
        String csrf =
                page.substring(page.indexOf("name=\"csrf\" value=\"") + 19).split("\"")[0];
        RawHttp.Answer answer =
                house.http.form("/sign-out", "csrf=" + csrf, cookie, "Origin: null", "Sec-Fetch-Site: same-origin");
        assertEquals(303, answer.status());
        String location = answer.header("location").orElseThrow();
        assertTrue(location.startsWith("/signed-out?from=kiosk&kiosk=urn%3Alanyard%3Akiosk%3A"), location);
        assertEquals(
                "\"cache\", \"cookies\", \"storage\"",
                answer.header("clear-site-data").orElseThrow());
        assertTrue(
                answer.all("set-cookie").stream().anyMatch(c -> c.startsWith("__Host-lanyard=; Path=/; Max-Age=0;")));
        assertTrue(house.http.get(location).body().contains("href=\"" + kiosk.origin() + "/\""));
        assertEquals(303, me(cookie));
    }

    @Test
    @DisplayName(
            "cookies of a hand-over and of a pre-session: __Host-, Secure, HttpOnly, SameSite=Lax, no Domain, no Expires")
    void cookies() {
        RawHttp.Answer over = kiosk.handOver(
                TestKiosk.body(kiosk.tap(card)).get("handover_code").textValue());
        String flags = "; Path=/; Secure; HttpOnly; SameSite=Lax";
        assertTrue(
                over.all("set-cookie").stream().anyMatch(c -> c.matches("__Host-lanyard=[A-Za-z0-9_-]{64}" + flags)),
                over.headers().toString());
        RawHttp.Answer asked = house.http.json("/session/challenge", "{}", "Origin: " + House.ISSUER);
        assertTrue(
                asked.all("set-cookie").stream()
                        .anyMatch(c -> c.matches("__Host-lanyard-pre=[A-Za-z0-9_-]{43}" + flags)),
                asked.headers().toString());
    }

    private int tapWith(String challenge) {
        String assertion = card.assertion(challenge, kiosk.id());
        return kiosk.token(new Proof.Tap(assertion, kiosk.beside(assertion, challenge)))
                .status();
    }

    private int opened(Invited invited) {
        return new Browser(house).openInvitation(invited).status();
    }

    private static String handle(ObjectNode token) {
        return token.get("access_token").textValue();
    }
}
