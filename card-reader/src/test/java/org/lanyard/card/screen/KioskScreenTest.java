package org.lanyard.card.screen;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskState;
import org.lanyard.card.kiosk.Proof;

@Timeout(30)
class KioskScreenTest {
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
    @DisplayName("What the page may do")
    class Headers {
        @Test
        void isNamedInItsPolicy() throws Exception {
            String page = kiosk.get("/");
            assertTrue(page.contains("form-action " + ScreenUnderTest.DOOR + ";"), page);
            assertTrue(page.contains("script-src 'self';") && !page.contains("unsafe"), page);
            assertTrue(page.contains("Referrer-Policy: strict-origin\r\n"));
            assertTrue(page.contains("Cross-Origin-Opener-Policy: same-origin-allow-popups\r\n"));
            assertTrue(page.contains("frame-ancestors 'none'"));
            assertFalse(page.contains("Jetty"));
        }
    }

    @Nested
    @DisplayName("The stream of states")
    class Stream {
        @Test
        void tellsTheDeckTheStateAndEachChange() throws Exception {
            try (var stream = kiosk.new Stream(kiosk.cookie())) {
                String first = stream.upTo("event: state\ndata: ");
                assertTrue(first.contains("\"label\":\"Ann\""), first);
                kiosk.agent.choose(Proof.PIN);
                assertTrue(stream.upTo("\"proof\":\"pin\"").contains("\"language\":\"en\""));
            }
        }

        @Test
        void endsWhenAnotherWindowIsOpened() throws Exception {
            String cookie = kiosk.cookie();
            try (var older = kiosk.new Stream(cookie)) {
                older.upTo("event: state");
                try (var newer = kiosk.new Stream(cookie)) {
                    newer.upTo("event: state");
                    older.upTo("event: moved");
                    older.upTo("\r\n0\r\n\r\n");
                    kiosk.screen.handOver(new HandOverCode("the-code", URI.create(ScreenUnderTest.DOOR + "/x")));
                    newer.upTo("event: handover\ndata: {\"code\":\"the-code\"");
                }
            }
        }

        @Test
        @DisplayName("a code that nobody was there for is told once to whoever comes, and not after 10 s")
        void waitingCode() throws Exception {
            String cookie = kiosk.cookie();
            kiosk.screen.handOver(new HandOverCode("the-code", URI.create(ScreenUnderTest.DOOR + "/x")));
            try (var stream = kiosk.new Stream(cookie)) {
                stream.upTo("\"the-code\"");
            }
            try (var again = kiosk.new Stream(cookie)) {
                again.upTo("event: state");
                kiosk.agent.choose(Proof.PIN);
                assertFalse(again.upTo("\"proof\":\"pin\"").contains("the-code"));
            }
        }

        @Test
        void closingIsDoneWhenThePageSaysSo() throws Exception {
            String cookie = kiosk.cookie();
            try (var stream = kiosk.new Stream(cookie)) {
                stream.upTo("event: state");
                CompletableFuture<Void> closed = kiosk.screen.closeSession().toCompletableFuture();
                stream.upTo("event: close");
                assertFalse(closed.isDone());
                assertEquals(204, status(kiosk.post("/screen/closed", "{}", "Cookie: " + cookie)));
                await().atMost(Duration.ofSeconds(2)).until(closed::isDone);
            }
        }

        @Test
        void closingWithoutAPageIsDoneAtOnce() {
            assertTrue(kiosk.screen.closeSession().toCompletableFuture().isDone());
        }
    }

    @Nested
    @DisplayName("What the person does")
    class Calls {
        private String call(String name, String body) throws Exception {
            return kiosk.post("/screen/" + name, body, "Cookie: " + cookie);
        }

        private String cookie;

        @BeforeEach
        void open() throws Exception {
            cookie = kiosk.cookie();
        }

        @Test
        void languageAndProof() throws Exception {
            try (var stream = kiosk.new Stream(cookie)) {
                assertEquals(204, status(call("language", "{\"language\":\"cy\"}")));
                stream.upTo("\"language\":\"cy\"");
                assertEquals(204, status(call("proof", "{\"proof\":\"pin\"}")));
                stream.upTo("\"proof\":\"pin\"");
            }
            assertEquals(400, status(call("language", "{\"language\":\"de\"}")));
            assertEquals(400, status(call("proof", "{\"proof\":\"none\"}")));
        }

        @Test
        void theDeckHoldsCardsToTheReader() throws Exception {
            kiosk.reader.name();
            assertEquals(204, status(call("deck/insert", "{\"card\":\"2\"}")));
            await().until(() -> kiosk.agent.display().cardPresent());
            try (var stream = kiosk.new Stream(cookie)) {
                stream.upTo("\"inserted\":\"2\"");
            }
            assertEquals(204, status(call("deck/remove", "{}")));
            await().until(() -> !kiosk.agent.display().cardPresent());
            assertEquals(400, status(call("deck/tap", "{\"card\":\"9\"}")));
            assertEquals(204, status(call("deck/tap", "{\"card\":\"1\"}")));
            await().until(() -> kiosk.agent.display().cardPresent());
            await().until(() -> !kiosk.agent.display().cardPresent());
        }

        @ParameterizedTest
        @DisplayName("a PIN is six to eight digits and nothing else")
        @CsvSource({"123456,204", "12345678,204", "12345,400", "123456789,400", "12345a,400", "'12345 ',400", "'',400"})
        void pins(String pin, int expected) throws Exception {
            String head = "POST /screen/pin HTTP/1.1\r\nHost: " + kiosk.host() + "\r\nOrigin: http://" + kiosk.host()
                    + "\r\nContent-Type: application/octet-stream\r\nCookie: " + cookie + "\r\n";
            assertEquals(expected, status(kiosk.raw(head, pin)));
        }

        @ParameterizedTest
        @DisplayName("an old PIN and a new one are two lines, and nothing else")
        @CsvSource({
            "123456/739164,204",
            "12345678/73916428,204",
            "123456,400",
            "123456/,400",
            "/739164,400",
            "123456/739164/,400",
            "123456/7391642899,400",
            "1234567890/739164,400"
        })
        void changes(String pins, int expected) throws Exception {
            String head = "POST /screen/change HTTP/1.1\r\nHost: " + kiosk.host() + "\r\nOrigin: http://" + kiosk.host()
                    + "\r\nContent-Type: application/octet-stream\r\nCookie: " + cookie + "\r\n";
            assertEquals(expected, status(kiosk.raw(head, pins.replace('/', '\n'))));
        }

        @Test
        void passAndPicture() throws Exception {
            assertEquals(204, status(call("pass/choose", "{}")));
            assertEquals(204, status(call("change/choose", "{}")));
            assertEquals(204, status(call("pass", "{\"pass\":\"abcde-12345\"}")));
            assertEquals(400, status(call("pass", "{\"pass\":\"abcd\"}")));
            assertEquals(204, status(call("picture", "{\"mine\":false}")));
            assertEquals(400, status(call("picture", "{\"mine\":\"no\"}")));
            assertEquals(404, status(kiosk.get("/screen/picture?name=fox", "Cookie: " + cookie)));
            assertEquals(403, status(kiosk.get("/screen/picture?name=fox")));
        }

        @Test
        void aPinAsJsonIsRefused() throws Exception {
            assertEquals(415, status(call("pin", "123456")));
        }

        @Test
        void aDoorThatIsAwayIsSaid() throws Exception {
            try (var stream = kiosk.new Stream(cookie)) {
                String told = stream.upTo("\"cause\":\"network\"");
                assertTrue(told.contains("\"state\":\"out_of_order\""), told);
                assertEquals(KioskState.OUT_OF_ORDER, kiosk.agent.display().state());
            }
        }
    }
}
