package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pupil at the demo's kiosk, in its browser")
class KioskScreenTest {
    private static final String CADI = "Cadi Morgan";
    private static final String YUSUF = "Yusuf Khan";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static Chromium chromium;
    private static Demo demo;
    private static BrowserContext profile;
    private static Screen screen;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        demo = Demo.start(data);
        profile = chromium.profile();
        screen = Screen.open(profile.newPage(), demo);
    }

    @AfterAll
    static void stop() {
        End.all(profile, demo, chromium);
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
        // Its driver hears of anything only while it is asked something.
        Awaitility.await("the session's window to close").atMost(PATIENCE).until(() -> {
            screen.page().title();
            return session.isClosed();
        });
    }

    @Test
    @DisplayName("puts in a card and sees their own page and nothing else; takes it out, and the window is gone")
    void inAndOut() {
        Looks.good(screen.page(), "en", "kiosk-idle");
        Page session = screen.inWindow(() -> screen.putIn(CADI));
        greets(session, "Cadi");
        assertThat(session.locator("main")).containsText("Ysgol Gynradd Llyn y Wennol");
        assertThat(session.locator("main")).containsText("Dosbarth Derwen");
        assertThat(session.locator("main")).containsText("You used your card");
        assertThat(session.locator("main")).containsText("Library");
        assertEquals(0, session.locator("main a").count(), "a page of their own and nothing else");
        screen.says("Hello!");
        Looks.good(session, "en", "pupil");
        Looks.standsForcedColours(session, "pupil");
        Looks.standsStill(session, "pupil");
        Looks.good(screen.page(), "en", "kiosk-welcome");
        screen.takeOut(CADI);
        closes(session);
        screen.says("Bye for now!");
        Looks.picture(screen.page(), "kiosk-goodbye");
    }

    @Test
    @DisplayName("taps, and taps again to sign out")
    void tapAndTap() {
        Page session = screen.inWindow(() -> screen.tap(CADI));
        greets(session, "Cadi");
        screen.helps("You're in. Tap your card again when you've finished.");
        // A card that only trembles in the field does not sign out again at once.
        Awaitility.await("the second tap to sign out")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    // Once it says goodbye, another tap would sign in again.
                    if (screen.page().locator("#headline").textContent().equals("Hello!")) {
                        screen.tap(CADI);
                    }
                    screen.page().title();
                    return session.isClosed();
                });
        screen.says("Bye for now!");
    }

    @Test
    @DisplayName("follows another: the second card ends the first one's session and opens its own")
    void secondCard() {
        Page first = screen.inWindow(() -> screen.putIn(CADI));
        greets(first, "Cadi");
        Page second = screen.inWindow(() -> screen.putIn(YUSUF));
        greets(second, "Yusuf");
        assertTrue(first.isClosed(), "the first one's window is still there");
        assertFalse(second.content().contains("Cadi"));
        screen.takeOut(YUSUF);
        closes(second);
    }

    @Test
    @DisplayName("signs out by the button on the page: the window closes, and the screen says goodbye")
    void byTheButton() {
        Page session = screen.inWindow(() -> screen.putIn(CADI));
        greets(session, "Cadi");
        session.locator(".ly-out").click();
        closes(session);
        screen.says("Bye for now!");
    }

    @Test
    @DisplayName("signs out by the button on the screen")
    void byTheScreensButton() {
        Page session = screen.inWindow(() -> screen.tap(CADI));
        greets(session, "Cadi");
        screen.press("Sign out");
        closes(session);
        screen.says("Bye for now!");
    }

    @Test
    @DisplayName("closes the window by hand: that signs out too")
    void byClosingTheWindow() {
        Page session = screen.inWindow(() -> screen.tap(CADI));
        greets(session, "Cadi");
        session.close();
        screen.says("Bye for now!");
        Page later = profile.newPage();
        // The screen says goodbye first, the service hears of it second.
        Awaitility.await("the session to be over")
                .pollInSameThread()
                .until(() -> later.navigate(demo.portal() + "me").url().endsWith("/sign-in"));
        later.close();
    }

    @Test
    @DisplayName("types a wrong PIN and is told how many tries are left, then the right one")
    void pin() {
        screen.asksForPin();
        screen.putIn(CADI);
        screen.says("Type your PIN");
        Looks.good(screen.page(), "en", "kiosk-pin");
        screen.type("000000");
        screen.says("That's not it");
        assertThat(screen.page().locator("#goes")).containsText("You can try 1 more time.");
        Looks.good(screen.page(), "en", "kiosk-pin-wrong");
        Page session = screen.inWindow(() -> screen.type("135790"));
        greets(session, "Cadi");
        assertThat(session.locator("main")).containsText("You used your card and your PIN");
        screen.takeOut(CADI);
        closes(session);
        screen.asksForPinNoMore();
    }

    @Test
    @DisplayName("asks for Welsh at the screen, and goes on in Welsh on their page; the next one finds English")
    void welsh() {
        screen.press("Cymraeg");
        screen.says("Tapia dy gerdyn");
        Looks.good(screen.page(), "cy", "cy-kiosk-idle");
        Page session = screen.inWindow(() ->
                screen.page().getByLabel("Rhoi cerdyn " + CADI + " i mewn").click());
        assertThat(session.locator("h1")).hasText("Helo Cadi!");
        Looks.good(session, "cy", "cy-pupil");
        screen.page().getByLabel("Tynnu cerdyn " + CADI + " allan").click();
        closes(session);
        screen.says("Hwyl am y tro!");
        screen.says("Tap your card");
        Page next = screen.inWindow(() -> screen.putIn(YUSUF));
        greets(next, "Yusuf");
        screen.takeOut(YUSUF);
        closes(next);
    }

    @Test
    @DisplayName("finds the session ended when the screen is loaded anew, for no window could be closed any more")
    void reload() {
        Page session = screen.inWindow(() -> screen.tap(CADI));
        greets(session, "Cadi");
        screen.page().reload();
        closes(session);
        screen.says("Bye for now!");
    }

    @Test
    @DisplayName("is in a window that the screen can close, while no page can hold on to a parent's window")
    void openers() {
        Page session = screen.inWindow(() -> screen.putIn(CADI));
        greets(session, "Cadi");
        assertEquals(true, session.evaluate("() => window.opener !== null"));
        screen.takeOut(CADI);
        closes(session);
        String portal = demo.portal() + "sign-in";
        Page parents = screen.inWindow(() -> screen.page().evaluate("url => { window.open(url); }", portal));
        assertThat(parents.locator("h1")).hasText("Sign in");
        assertEquals(true, parents.evaluate("() => window.opener === null"));
    }

    @Test
    @DisplayName("cannot open the screen with a link that was used, nor without one")
    void usedLink() {
        try (BrowserContext other = chromium.profile()) {
            Page page = other.newPage();
            page.navigate(demo.kiosk().toString());
            assertThat(page.locator("#headline")).hasText("This screen needs its link");
            assertFalse(page.url().contains("#"), "the token stays in the address");
            Looks.good(page, "en", "kiosk-locked");
        }
    }

    @Test
    @DisplayName("sees one screen at a time: a second window takes its place, and the first can take it back")
    void moved() {
        Page second = profile.newPage();
        second.navigate(demo.kiosk().resolve("/").toString());
        assertThat(second.locator("#headline")).hasText("Tap your card");
        screen.says("This screen moved");
        Looks.good(screen.page(), "en", "kiosk-moved");
        screen.press("Use this window");
        screen.says("Tap your card");
        assertThat(second.locator("#headline")).hasText("This screen moved");
        second.close();
    }
}
