package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/** A kiosk's session from tap to end: hand-over, lease, revocation. */
class KioskJourneyTest {
    private TestStore data;
    private House house;
    private UUID school;
    private UUID pupil;
    private TestKiosk kiosk;
    private TestCard card;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        school = house.school();
        pupil = house.person("pupil", school);
        kiosk = house.kiosk(school);
        card = house.card(pupil);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private ObjectNode tapped() {
        return TestKiosk.body(kiosk.tap(card));
    }

    private static String text(ObjectNode body, String name) {
        return body.get(name).textValue();
    }

    private boolean lives(String cookie) {
        return house.http.get("/me", cookie).status() == 200;
    }

    @Test
    void tapAnswersAsTheContractSays() {
        ObjectNode token = tapped();
        assertEquals("Bearer", text(token, "token_type"));
        assertEquals("lease", text(token, "scope"));
        assertEquals(15, token.get("expires_in").intValue());
        assertEquals("urn:lanyard:acr:tap", text(token, "acr"));
        assertEquals(House.ISSUER + "/session/handover", text(token, "handover_uri"));
        assertEquals(120, token.get("challenge_expires_in").intValue());
        assertEquals(house.now().getEpochSecond(), token.get("time").longValue());
    }

    @Test
    void cardWithPinIsAtTheHigherLevel() {
        TestCard withPin = house.card(pupil, Profile.CARD_9A);
        assertEquals("urn:lanyard:acr:tap-pin", text(TestKiosk.body(kiosk.tap(withPin)), "acr"));
    }

    @Test
    void theNextChallengeInTheAnswerOpensTheNextSession() {
        String next = text(tapped(), "challenge");
        String assertion = card.assertion(next, kiosk.id());
        var proof = new org.lanyard.session.door.Proof.Tap(assertion, kiosk.beside(assertion, next));
        assertEquals(200, kiosk.token(proof).status());
    }

    @Test
    void handOverShowsThePupilTheirPage() {
        RawHttp.Answer answer = kiosk.handOver(text(tapped(), "handover_code"));
        assertEquals(303, answer.status());
        assertEquals("/me", answer.header("location").orElseThrow());
        assertEquals("\"storage\"", answer.header("clear-site-data").orElseThrow());
        assertTrue(lives(Browser.sessionCookie(answer)));
        assertTrue(house.http.get("/me", Browser.sessionCookie(answer)).body().contains("Cadi"));
    }

    @Test
    void handOverTakesTheLanguageOfTheScreenAlong() {
        String form = "code=" + text(tapped(), "handover_code") + "&lang=";
        RawHttp.Answer welsh = house.http.form("/session/handover", form + "cy", "Origin: " + kiosk.origin());
        assertEquals(303, welsh.status());
        assertTrue(welsh.all("set-cookie").stream().anyMatch(cookie -> cookie.startsWith("__Host-lanyard-lang=cy;")));
        form = "code=" + text(tapped(), "handover_code") + "&lang=";
        RawHttp.Answer unknown = house.http.form("/session/handover", form + "%0D%0A", "Origin: " + kiosk.origin());
        assertEquals(303, unknown.status());
        assertTrue(unknown.all("set-cookie").stream().noneMatch(cookie -> cookie.startsWith("__Host-lanyard-lang")));
    }

    @Test
    @DisplayName("POST /sign-out leaves the tie to the screen, which closes the window that it opened")
    void signOutAtAKiosk() {
        String cookie = kiosk.browse(tapped());
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(house.http.get("/me", cookie).body());
        assertTrue(csrf.find());
        RawHttp.Answer answer =
                house.http.form("/sign-out", "csrf=" + csrf.group(1), cookie, "Origin: " + House.ISSUER);
        assertEquals(303, answer.status());
        assertTrue(answer.header("location").orElseThrow().startsWith("/signed-out?from=kiosk"));
        assertEquals("unsafe-none", answer.header("cross-origin-opener-policy").orElseThrow());
        assertFalse(lives(cookie));
    }

    @Test
    void handOverCodeIsSpentOnce() {
        String code = text(tapped(), "handover_code");
        assertEquals(303, kiosk.handOver(code).status());
        RawHttp.Answer again = kiosk.handOver(code);
        assertTrue(again.body().contains("Take your card out, and tap it again."), again.body());
        assertFalse(again.body().contains("start page"), "a pupil knows none");
        assertEquals(400, again.status());
        assertTrue(again.all("set-cookie").stream().noneMatch(cookie -> cookie.startsWith("__Host-lanyard=")));
    }

    @Test
    void handOverFromAnotherOriginOrKioskIsRefused() {
        String code = text(tapped(), "handover_code");
        TestKiosk other = house.kiosk(school);
        assertEquals(400, other.handOver(code).status());
        assertEquals(
                400,
                house.http
                        .form("/session/handover", "code=" + code, "Origin: https://evil.example")
                        .status());
        assertEquals(
                400,
                house.http
                        .form("/session/handover", "code=" + code, "Origin: null")
                        .status());
        assertEquals(400, house.http.form("/session/handover", "code=" + code).status());
        assertEquals(303, kiosk.handOver(code).status(), "a refused try spends nothing");
    }

    @Test
    void handOverAfterElevenSecondsIsRefused() {
        String code = text(tapped(), "handover_code");
        house.clock.move(Duration.ofSeconds(11));
        assertEquals(400, kiosk.handOver(code).status());
    }

    @Test
    void leaseKeepsTheSessionAndFifteenSecondsWithoutEndIt() {
        ObjectNode token = tapped();
        String cookie = kiosk.browse(token);
        String handle = text(token, "access_token");
        for (int i = 0; i < 5; i++) {
            house.clock.move(Duration.ofSeconds(14));
            assertEquals(200, kiosk.lease(handle).status());
            assertTrue(lives(cookie));
        }
        house.clock.move(Duration.ofSeconds(15));
        assertEquals(303, house.http.get("/me", cookie).status());
        RawHttp.Answer late = kiosk.lease(handle);
        assertEquals(401, late.status());
        assertTrue(late.body().contains("invalid_token"));
        assertTrue(late.header("www-authenticate").orElseThrow().contains("invalid_token"));
    }

    @Test
    void leaseTellsHowLongTheBrowserWasIdle() {
        ObjectNode token = tapped();
        String cookie = kiosk.browse(token);
        house.clock.move(Duration.ofSeconds(10));
        ObjectNode first = TestKiosk.body(kiosk.lease(text(token, "access_token")));
        assertEquals(10, first.get("idle_for").intValue());
        for (int i = 0; i < 3; i++) {
            house.clock.move(Duration.ofSeconds(12));
            kiosk.lease(text(token, "access_token"));
        }
        assertTrue(lives(cookie));
        assertEquals(
                0,
                TestKiosk.body(kiosk.lease(text(token, "access_token")))
                        .get("idle_for")
                        .intValue());
    }

    @Test
    void theKioskEndsItsSession() {
        ObjectNode token = tapped();
        String cookie = kiosk.browse(token);
        assertEquals(200, kiosk.revoke(text(token, "access_token")).status());
        assertEquals(303, house.http.get("/me", cookie).status());
        assertEquals(401, kiosk.lease(text(token, "access_token")).status());
        assertEquals(200, kiosk.revoke(text(token, "access_token")).status(), "RFC 7009 §2.2: no error");
    }

    @Test
    void theHandleIsNotACookieAndTheCookieNotAHandle() {
        ObjectNode token = tapped();
        String cookie = kiosk.browse(token);
        String handle = text(token, "access_token");
        assertEquals(
                303, house.http.get("/me", "Cookie: __Host-lanyard=" + handle).status());
        assertEquals(401, kiosk.lease(cookie.substring(cookie.indexOf('=') + 1)).status());
        assertEquals(401, kiosk.lease(text(token, "handover_code")).status());
    }

    @Test
    void tappedElsewhereEndsTheFirstSessionAndIsFlagged() {
        ObjectNode first = tapped();
        TestKiosk other = house.kiosk(school);
        assertEquals(200, other.tap(card).status());
        assertEquals(401, kiosk.lease(text(first, "access_token")).status());
        assertEquals(1, house.count("login_session WHERE end_reason = 'TAPPED_ELSEWHERE'"));
        assertEquals(1, house.count("audit_row WHERE kind = 'session.ended' AND facts LIKE '%flagged%'"));
    }

    @Test
    void tappedAgainAtTheSameKioskIsNotFlagged() {
        tapped();
        tapped();
        assertEquals(1, house.count("login_session WHERE end_reason = 'TAPPED_AGAIN'"));
        assertEquals(0, house.count("audit_row WHERE facts LIKE '%flagged%'"));
    }

    @Test
    void twoPupilsAtOneKioskHaveSessionsOfTheirOwn() {
        TestCard other = house.card(house.person("pupil", school));
        String one = text(tapped(), "access_token");
        String two = text(TestKiosk.body(kiosk.tap(other)), "access_token");
        assertNotEquals(one, two);
        assertEquals(200, kiosk.lease(one).status());
        assertEquals(200, kiosk.lease(two).status());
    }

    @Test
    void theBrowsersFormerSessionIsReplaced() {
        String former = kiosk.browse(tapped());
        TestCard other = house.card(house.person("pupil", school));
        String code = text(TestKiosk.body(kiosk.tap(other)), "handover_code");
        RawHttp.Answer answer =
                house.http.form("/session/handover", "code=" + code, "Origin: " + kiosk.origin(), former);
        assertNotEquals(former, Browser.sessionCookie(answer));
        assertEquals(303, house.http.get("/me", former).status());
    }
}
