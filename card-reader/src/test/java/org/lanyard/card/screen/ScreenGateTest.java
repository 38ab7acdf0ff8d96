package org.lanyard.card.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak with the screen: the negative table. */
@Timeout(30)
class ScreenGateTest {
    private ScreenUnderTest kiosk;

    @BeforeEach
    void start() throws Exception {
        kiosk = new ScreenUnderTest();
    }

    @AfterEach
    void stop() {
        kiosk.close();
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Nested
    @DisplayName("Who is let through")
    class Gate {
        @Test
        void thePageIsForWhoeverOpensIt() throws Exception {
            assertEquals(200, status(kiosk.get("/")));
            assertEquals(200, status(kiosk.get("/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")));
            assertEquals(200, status(kiosk.get("/assets/main.js", "Sec-Fetch-Site: same-origin")));
        }

        @ParameterizedTest
        @DisplayName("a Host that is not this address is refused, whatever is asked")
        @ValueSource(
                strings = {"localhost:PORT", "127.0.0.1", "127.0.0.1:1", "kiosk.example", "[::1]:PORT", "0.0.0.0:PORT"})
        void hosts(String host) throws Exception {
            String wrong = host.replace("PORT", String.valueOf(kiosk.screen.port()));
            for (String line :
                    new String[] {"GET / HTTP/1.1", "GET /assets/main.js HTTP/1.1", "POST /screen/open HTTP/1.1"}) {
                assertEquals(421, status(kiosk.raw(line + "\r\nHost: " + wrong + "\r\n", "")), line);
            }
        }

        @ParameterizedTest
        @DisplayName("a POST that our page didn't send is refused")
        @CsvSource(
                delimiter = '|',
                value = {
                    "X-None: 1",
                    "Origin: null",
                    "Origin: http://localhost:PORT",
                    "Origin: http://127.0.0.1",
                    "Origin: https://127.0.0.1:PORT",
                    "Origin: http://127.0.0.1:PORT.evil.example",
                    "Origin: http://evil.example",
                })
        void origins(String header) throws Exception {
            String cookie = kiosk.cookie();
            String line = header.replace("PORT", String.valueOf(kiosk.screen.port()));
            String head = "POST /screen/sign-out HTTP/1.1\r\nHost: " + kiosk.host() + "\r\nCookie: " + cookie + "\r\n"
                    + line + "\r\nContent-Type: application/json\r\n";
            assertEquals(403, status(kiosk.raw(head, "{}")));
        }

        @Test
        void aPostThatTheBrowserCallsForeignIsRefused() throws Exception {
            String cookie = kiosk.cookie();
            assertEquals(
                    403,
                    status(kiosk.post("/screen/sign-out", "{}", "Cookie: " + cookie, "Sec-Fetch-Site: same-site")));
            assertEquals(
                    204,
                    status(kiosk.post("/screen/sign-out", "{}", "Cookie: " + cookie, "Sec-Fetch-Site: same-origin")));
        }

        @ParameterizedTest
        @DisplayName("nothing but the page itself is read from elsewhere")
        @ValueSource(strings = {"/assets/main.js", "/screen/events", "/assets/messages/en.json"})
        void reads(String path) throws Exception {
            assertEquals(403, status(kiosk.get(path, "Sec-Fetch-Site: cross-site")));
            assertEquals(403, status(kiosk.get(path, "Origin: http://evil.example")));
        }

        @Test
        void thePageIsNotFramedOrFetchedFromElsewhere() throws Exception {
            assertEquals(403, status(kiosk.get("/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")));
        }
    }

    @Nested
    @DisplayName("The link")
    class Link {
        @Test
        void isSpentOnItsFirstLoad() throws Exception {
            String token = kiosk.token();
            String body = "{\"token\":\"" + token + "\"}";
            String first = kiosk.post("/screen/open", body);
            assertEquals(204, status(first));
            assertTrue(first.contains("; Path=/; Secure; HttpOnly; SameSite=Strict"), first);
            String second = kiosk.post("/screen/open", body);
            assertEquals(403, status(second));
            assertFalse(second.contains("Set-Cookie"));
        }

        @Test
        void isReplacedByANewerOne() throws Exception {
            String old = kiosk.token();
            String fresh = kiosk.token();
            assertEquals(403, status(kiosk.post("/screen/open", "{\"token\":\"" + old + "\"}")));
            assertEquals(204, status(kiosk.post("/screen/open", "{\"token\":\"" + fresh + "\"}")));
        }

        @Test
        void aBrowserThatSpendsANewerLinkTakesTheScreenOver() throws Exception {
            String before = kiosk.cookie();
            kiosk.cookie();
            assertEquals(403, status(kiosk.post("/screen/sign-out", "{}", "Cookie: " + before)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"token\":\"\"}", "{\"token\":\"AAAA\"}", "{\"token\":7}", "[]", ""})
        void guessesAreRefused(String body) throws Exception {
            kiosk.token();
            int status = status(kiosk.post("/screen/open", body));
            assertTrue(status == 400 || status == 403, body);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"pin", "sign-out", "closed", "language", "proof", "deck/tap", "deck/insert", "deck/remove"})
        void withoutItsCookieNothingIsDone(String call) throws Exception {
            String name = kiosk.cookie().split("=")[0];
            assertEquals(403, status(kiosk.post("/screen/" + call, "{}")));
            assertEquals(403, status(kiosk.post("/screen/" + call, "{}", "Cookie: " + name + "=guess")));
            assertEquals(403, status(kiosk.get("/screen/events")));
        }
    }
}
