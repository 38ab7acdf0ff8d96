package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A kiosk whose browser opens no second window, as nobody clicks at a real reader")
class OneWindowTest {
    @TempDir
    static Path data;

    @Test
    @DisplayName("shows the pupil's page in the screen's window, and is the screen again when they sign out")
    void thereAndBack() throws Exception {
        try (Chromium chromium = Chromium.start();
                Demo demo = Demo.start(data);
                BrowserContext profile = chromium.profile()) {
            // What a browser answers that blocks pop-ups; without a window of its own, Chromium has no such blocker.
            profile.addInitScript("window.open = () => null;");
            Page page = profile.newPage();
            Screen screen = Screen.open(page, demo);
            tap(profile, demo.kiosk(), "01");
            assertThat(page.locator("h1")).hasText("Hello Cadi!");
            page.locator(".ly-out").click();
            assertThat(page.locator("h1")).hasText("You are signed out");
            Looks.good(page, "en", "kiosk-signed-out");
            assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:"));
            screen.says("Tap your card");
            tap(profile, demo.kiosk(), "02");
            assertThat(page.locator("h1")).hasText("Hello Yusuf!");
            assertEquals(1, profile.pages().size());
        }
    }

    /** Holds a card to the reader without a click in the browser. */
    private static void tap(BrowserContext profile, URI screen, String card) throws Exception {
        Cookie cookie = profile.cookies().stream()
                .filter(each -> each.name.startsWith("__Host-lanyard-screen"))
                .findFirst()
                .orElseThrow();
        HttpRequest tap = HttpRequest.newBuilder(screen.resolve("/screen/deck/tap"))
                .header("Origin", "http://" + screen.getAuthority())
                .header("Content-Type", "application/json")
                .header("Cookie", cookie.name + "=" + cookie.value)
                .POST(BodyPublishers.ofString("{\"card\":\"" + card + "\"}"))
                .build();
        assertEquals(
                204,
                HttpClient.newHttpClient().send(tap, BodyHandlers.discarding()).statusCode());
    }
}
