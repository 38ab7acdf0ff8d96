package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.session.login.EndReason;

@DisplayName("A pupil at the demo's kiosk, besides a tap")
class BesidesATapTest {
    private static final String CADI = "Cadi Morgan";
    private static final String YUSUF = "Yusuf Khan";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What a page of a session could leave behind in its browser. */
    private static final String LEAVE = """
            async () => {
              localStorage.setItem("left", "Cadi");
              sessionStorage.setItem("left", "Cadi");
              await new Promise((done) => { indexedDB.open("left").onsuccess = done; });
              await caches.open("left");
            }""";

    private static final String LEFT = """
            async () => [
              ...Object.keys(localStorage),
              ...Object.keys(sessionStorage),
              ...(await indexedDB.databases()).map((one) => one.name),
              ...(await caches.keys()),
            ].join(" ")""";

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static Demo demo;
    private static Office office;
    private static BrowserContext profile;
    private static Screen screen;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        demo = Demo.start(data);
        office = demo.office();
        office.pictures("fox");
        profile = chromium.profile();
        screen = Screen.open(profile.newPage(), demo);
    }

    @AfterAll
    static void stop() {
        End.all(profile, office, demo, chromium);
    }

    @BeforeEach
    void ready() {
        screen.fresh();
    }

    @AfterEach
    void emptyReader() {
        for (String card : new String[] {CADI, YUSUF}) {
            screen.takeOutIfIn(card);
        }
        profile.pages().stream().filter(page -> page != screen.page()).forEach(Page::close);
    }

    private static void greets(Page session, String name) {
        assertThat(session.locator("h1")).hasText("Hello " + name + "!");
    }

    private static void closes(Page session) {
        Awaitility.await("the session's window to close").atMost(PATIENCE).until(() -> {
            screen.page().title();
            return session.isClosed();
        });
    }

    @Nested
    @DisplayName("who sees a picture first")
    class ThePicture {
        @Test
        @DisplayName(
                "touches it, and is on their page at once; there they choose another, which they see the next time")
        void mine() {
            Page session = screen.inWindow(() -> {
                screen.tap(CADI);
                screen.says("Is this you?");
                assertThat(screen.page().locator("#owner")).hasAttribute("src", "/screen/picture?name=fox");
                screen.press("Fox: that's me");
            });
            greets(session, "Cadi");
            session.locator("summary").click();
            Looks.good(session, "en", "pupil-pictures");
            session.locator("button[value=rocket]").click();
            assertThat(session.locator(".ly-badge__face")).hasAttribute("src", "/assets/pictures/rocket.svg");
            screen.press("Sign out");
            closes(session);
            screen.says("Tap your card");
            Page again = screen.inWindow(() -> {
                screen.tap(CADI);
                assertThat(screen.page().locator("#owner")).hasAttribute("src", "/screen/picture?name=rocket");
                assertTrue((int) screen.page()
                                .evaluate("() => document.getElementById('owner').decode()"
                                        + ".then(() => document.getElementById('owner').naturalWidth)")
                        > 0);
            });
            greets(again, "Cadi");
            again.close();
            screen.says("Bye for now!");
        }

        @Test
        @DisplayName("says that it isn't theirs: no page was opened, and the office finds it flagged")
        void notMine() {
            int before = office.ended(EndReason.NOT_ME);
            screen.tap(YUSUF);
            screen.says("Is this you?");
            screen.press("Not me");
            screen.says("Give this card to a teacher");
            assertEquals(1, profile.pages().size(), "a page of somebody else's was opened");
            Awaitility.await().atMost(PATIENCE).until(() -> office.ended(EndReason.NOT_ME) == before + 1);
        }
    }

    @Nested
    @DisplayName("who comes after another in the same browser")
    class TheNext {
        @Test
        @DisplayName("finds nothing of the other's where the window was closed for them")
        void inWindows() {
            Page first = screen.inWindow(() -> screen.putIn(CADI));
            greets(first, "Cadi");
            first.evaluate(LEAVE);
            screen.takeOut(CADI);
            closes(first);
            Page second = screen.inWindow(() -> screen.putIn(YUSUF));
            greets(second, "Yusuf");
            assertEquals("", second.evaluate(LEFT));
            assertEquals(1, (int) second.evaluate("() => history.length"));
            assertFalse(second.content().contains("Cadi"));
            assertEquals(
                    0, second.locator("input:not([type=hidden]), textarea").count(), "something to fill in by itself");
            screen.takeOut(YUSUF);
            closes(second);
        }

        @Test
        @DisplayName("finds nothing of the other's on the way back, where there is but one window")
        void inOneWindow() {
            Page page = screen.page();
            page.evaluate("() => { window.open = () => null; }");
            screen.tap(CADI);
            greets(page, "Cadi");
            page.evaluate(LEAVE);
            page.locator(".ly-out").click();
            assertThat(page.locator("h1")).hasText("You are signed out");
            assertEquals("", page.evaluate(LEFT));
            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:"));
            for (int back = 1; back <= 6; back++) {
                page.goBack();
                assertFalse(page.content().contains("Cadi Morgan</dd>"), "seen " + back + " steps back: " + page.url());
                assertFalse(page.content().contains("Hello Cadi"), "seen " + back + " steps back: " + page.url());
            }
            page.navigate(demo.portal() + "me");
            assertTrue(page.url().endsWith("/sign-in"), page.url());
            page.navigate(demo.kiosk().resolve("/").toString());
            screen.says("Tap your card");
        }
    }

    @Test
    @DisplayName("who forgot the card types a pass, and their page says so")
    void pass() {
        String code = office.pass("Yusuf");
        screen.press("I forgot my card");
        screen.says("Type your pass");
        for (char letter : code.replaceAll("[^0-9A-Z]", "").toCharArray()) {
            screen.page().locator("[data-letter=\"" + letter + "\"]").click();
        }
        Page session =
                screen.inWindow(() -> screen.page().locator("[data-letter=ok]").click());
        greets(session, "Yusuf");
        assertThat(session.locator("main")).containsText("Your teacher let you in");
        assertEquals(0, session.locator("summary").count(), "a pass chooses no picture");
        screen.helps("You're in with a pass, until the bell.");
        Looks.picture(screen.page(), "kiosk-welcome-pass");
        screen.press("Sign out");
        closes(session);
        screen.says("Tap your card");
        screen.press("I forgot my card");
        screen.says("Type your pass");
        screen.page().keyboard().type("00000-00000");
        screen.page().keyboard().press("Enter");
        screen.helps("This pass doesn't work here now. Ask your teacher.");
        screen.says("Tap your card");
    }

    @Test
    @DisplayName("who wants a new PIN puts the card in, types the old one and the new one twice")
    void newPin() {
        screen.press("Change my PIN");
        screen.says("Put your card in");
        screen.putIn(YUSUF);
        screen.says("Type your old PIN");
        screen.type("135790");
        screen.says("Now a new PIN");
        screen.type("123456");
        screen.says("The new one once more");
        screen.type("123456");
        screen.says("That one is easy to guess");
        screen.type("135790");
        screen.type("739164");
        screen.type("739165");
        screen.says("Those two were different");
        screen.type("739164");
        screen.type("739164");
        screen.says("You have a new PIN!");
        screen.takeOut(YUSUF);
        screen.says("Tap your card");
        screen.asksForPin();
        screen.putIn(YUSUF);
        screen.says("Type your PIN");
        Page session = screen.inWindow(() -> screen.type("739164"));
        greets(session, "Yusuf");
        screen.takeOut(YUSUF);
        closes(session);
        screen.asksForPinNoMore();
    }
}
