package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.invitation.Invited;

/** A parent's browser from invitation to sign-out. */
class BrowserJourneyTest {
    private TestStore data;
    private House house;
    private UUID parent;
    private Browser browser;
    private final TestKey key = new TestKey();

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        parent = house.person("guardian", house.school());
        browser = new Browser(house);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private RawHttp.Answer signIn(String... headers) {
        String challenge = browser.challenge();
        return browser.session(browser.signIn(key, challenge, house.handleOf(parent)), headers);
    }

    private boolean lives(String cookie) {
        return house.http.get("/me", cookie).status() == 200;
    }

    private String csrf(String cookie) {
        String page = house.http.get("/me", cookie).body();
        int at = page.indexOf("name=\"csrf\"");
        int value = page.indexOf("value=\"", at) + 7;
        return page.substring(value, page.indexOf('"', value));
    }

    @Test
    void invitationRegistersTheKeyAndSignsIn() {
        assertTrue(lives(browser.register(key, parent)));
        assertEquals(1, house.count("credential"));
        assertEquals(1, house.count("invitation WHERE redeemed_at IS NOT NULL"));
        assertEquals(1, house.count("login_session WHERE acr = 'KEY'"));
    }

    @Test
    void aSyncedKeyIsAPasskey() {
        key.flags |= TestKey.BE;
        browser.register(key, parent);
        assertEquals(200, signIn().status());
        assertEquals(2, house.count("login_session WHERE acr = 'PASSKEY'"));
    }

    @Test
    void signsInAgainWithoutAName() {
        browser.register(key, parent);
        RawHttp.Answer answer = signIn();
        assertEquals("{\"location\":\"/me\"}", answer.body());
        assertTrue(lives(Browser.sessionCookie(answer)));
    }

    @Test
    @DisplayName("cookies: __Host-, Secure, HttpOnly, SameSite=Lax, Path=/, no Domain, no Expires")
    void cookieFlags() {
        browser.register(key, parent);
        List<String> cookies = signIn().all("set-cookie");
        String session = cookies.stream()
                .filter(cookie -> cookie.startsWith("__Host-lanyard="))
                .findFirst()
                .orElseThrow();
        assertTrue(
                session.matches("__Host-lanyard=[A-Za-z0-9_-]{64}; Path=/; Secure; HttpOnly; SameSite=Lax"), session);
        assertTrue(cookies.contains("__Host-lanyard-pre=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
    }

    @Test
    @DisplayName("session fixation: a planted id is never taken over, and the former session ends")
    void fixation() {
        browser.register(key, parent);
        String planted = "Cookie: __Host-lanyard=" + House.random(32);
        String first = Browser.sessionCookie(signIn(planted));
        assertNotEquals(planted, first);
        assertFalse(lives(planted));
        // A second Cookie header: browsers send one, so the pre-session is put into the same line.
        String second = Browser.sessionCookie(house.http.json(
                "/session",
                "{\"assertion\":\"" + browser.signIn(key, browser.challenge(), house.handleOf(parent)) + "\"}",
                "Origin: " + House.ISSUER,
                first + "; __Host-lanyard-pre=" + browser.preSession));
        assertNotEquals(first, second);
        assertFalse(lives(first));
        assertTrue(lives(second));
    }

    @Test
    void theSameCookieTwiceIsNobody() {
        String cookie = browser.register(key, parent);
        assertFalse(lives(cookie + "; " + cookie.substring(8)));
    }

    @Nested
    @DisplayName("time")
    class Time {
        @Test
        void tenMinutesIdleEndIt() {
            String cookie = browser.register(key, parent);
            for (int i = 0; i < 5; i++) {
                house.clock.move(Duration.ofMinutes(9));
                assertTrue(lives(cookie));
            }
            house.clock.move(Duration.ofMinutes(10));
            assertFalse(lives(cookie));
            assertEquals(1, house.service.janitor().endLapsed());
            assertEquals(1, house.count("login_session WHERE end_reason = 'IDLE'"));
        }

        @Test
        void eightHoursEndItWhateverHappens() {
            String cookie = browser.register(key, parent);
            for (int i = 0; i < 59; i++) {
                house.clock.move(Duration.ofMinutes(8));
                assertTrue(lives(cookie), "after " + i);
            }
            house.clock.move(Duration.ofMinutes(8));
            assertFalse(lives(cookie));
            house.service.janitor().endLapsed();
            assertEquals(1, house.count("login_session WHERE end_reason = 'EXPIRED'"));
        }

        @Test
        void whatNobodyCanUseIsForgotten() {
            browser.register(key, parent);
            house.clock.move(Duration.ofHours(9));
            house.service.janitor().endLapsed();
            house.clock.move(Duration.ofHours(25));
            house.service.janitor().prune();
            assertEquals(0, house.count("login_session"));
            assertEquals(0, house.count("consumed_challenge"));
        }
    }

    @Nested
    @DisplayName("POST /sign-out")
    class SignOut {
        @Test
        void endsTheSessionAndClearsTheBrowser() {
            String cookie = browser.register(key, parent);
            RawHttp.Answer answer =
                    house.http.form("/sign-out", "csrf=" + csrf(cookie), cookie, "Origin: " + House.ISSUER);
            assertEquals(303, answer.status());
            assertEquals("/signed-out", answer.header("location").orElseThrow());
            assertEquals(
                    "\"cache\", \"storage\"", answer.header("clear-site-data").orElseThrow());
            assertTrue(answer.all("set-cookie").stream().anyMatch(c -> c.startsWith("__Host-lanyard=;")));
            assertFalse(lives(cookie));
        }

        @Test
        @DisplayName("CSRF: without the token, with another's, or from elsewhere nothing happens")
        void forged() {
            String cookie = browser.register(key, parent);
            String token = csrf(cookie);
            String ours = "Origin: " + House.ISSUER;
            assertEquals(
                    403, house.http.form("/sign-out", "csrf=x", cookie, ours).status());
            assertEquals(403, house.http.form("/sign-out", "", cookie, ours).status());
            assertEquals(
                    403,
                    house.http
                            .form("/sign-out", "csrf=" + token, cookie, "Origin: https://evil.example")
                            .status());
            assertEquals(
                    403, house.http.form("/sign-out", "csrf=" + token, cookie).status());
            assertEquals(
                    403,
                    house.http
                            .form("/sign-out", "csrf=" + token, cookie, ours, "Sec-Fetch-Site: same-site")
                            .status());
            assertTrue(lives(cookie));
            assertEquals(
                    303,
                    house.http
                            .form("/sign-out", "csrf=" + token, cookie, "Origin: null", "Sec-Fetch-Site: same-origin")
                            .status());
        }
    }

    @Nested
    @DisplayName("POST /invitation/open")
    class Opening {
        @Test
        void aTypedCodeMayBeSmallAndWithoutHyphens() {
            Invited invited = house.invite(parent);
            String code = invited.code().reveal();
            String second = invited.second().orElseThrow().reveal();
            assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"));
            assertTrue(second.matches("[0-9]{4} [0-9]{4}"));
            assertEquals(
                    200,
                    browser.openInvitation(code.replace("-", "").toLowerCase(), second.replace(" ", "-"))
                            .status());
        }

        @Test
        void whoOpensItLastHoldsIt() {
            Browser second = new Browser(house, browser.service);
            Invited invited = house.invite(parent);
            String handle = house.handleOf(parent);
            String first = challengeOf(browser.openInvitation(invited));
            String later = challengeOf(second.openInvitation(invited));
            assertEquals(
                    400,
                    browser.session(browser.registration(key, first, handle)).status());
            assertEquals(
                    200, second.session(second.registration(key, later, handle)).status());
        }

        private String challengeOf(RawHttp.Answer answer) {
            return org.lanyard.session.house.TestKiosk.body(answer)
                    .get("challenge")
                    .textValue();
        }
    }

    @Nested
    @DisplayName("POST /ceremony")
    class Ceremony {
        @Test
        void saysYesAndKeepsNothing() {
            var opened = browser.openInvitation(parent);
            String challenge = opened.get("challenge").textValue();
            String assertion =
                    browser.registration(key, challenge, opened.get("handle").textValue());
            assertEquals(
                    204, house.http.form("/ceremony", "assertion=" + assertion).status());
            assertEquals(0, house.count("credential"));
            assertEquals(0, house.count("consumed_challenge"));
            assertEquals(
                    204, house.http.form("/ceremony", "assertion=" + assertion).status());
            assertEquals(200, browser.session(assertion).status());
            assertEquals(
                    400, house.http.form("/ceremony", "assertion=" + assertion).status());
        }

        @Test
        void saysNoWhereTheDoorWould() {
            browser.register(key, parent);
            String signIn = browser.signIn(key, browser.challenge(), house.handleOf(parent));
            assertEquals(
                    400, house.http.form("/ceremony", "assertion=" + signIn).status());
            assertEquals(400, house.http.form("/ceremony", "assertion=abc").status());
            assertEquals(400, house.http.form("/ceremony", "").status());
        }
    }

    @Test
    @DisplayName("only from our own pages")
    void sameOrigin() {
        for (String path : List.of("/session/challenge", "/invitation/open", "/session")) {
            assertEquals(403, house.http.json(path, "{}").status());
            assertEquals(
                    403,
                    house.http.json(path, "{}", "Origin: https://evil.example").status());
            assertEquals(
                    403,
                    house.http
                            .json(path, "{}", "Origin: " + House.ISSUER, "Sec-Fetch-Site: cross-site")
                            .status());
        }
    }
}
