package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A parent and her keys, in a browser")
class KeysTest {
    @TempDir
    static Path data;

    private static Chromium chromium;
    private static Demo demo;
    private static Office office;

    private BrowserContext profile;
    private Page page;
    private Portal portal;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        demo = Demo.start(data);
        office = demo.office();
    }

    @AfterAll
    static void stop() {
        End.all(office, demo, chromium);
    }

    @BeforeEach
    void open() {
        profile = chromium.profile();
        page = profile.newPage();
        portal = new Portal(page, demo);
    }

    @AfterEach
    void close() {
        profile.close();
    }

    @Test
    @DisplayName("signs in with a passkey that the browser offers at the field, while the button waits")
    void autofill() {
        VirtualKey phone = VirtualKey.synced(page);
        portal.register(office.invite("Siân"));
        assertEquals(List.of("Siân Morgan"), phone.names());
        portal.press("Sign out");
        phone.touched(false);
        portal.open("/sign-in");
        assertThat(page.locator("#offer")).isVisible();
        Looks.good(page, "en", "sign-in-offer");
        phone.touched(true);
        portal.press("Sign in with your key");
        portal.heading("Your children");
        portal.press("Sign out");
        // Nothing is pressed: the passkey is chosen at the field.
        portal.open("/sign-in");
        portal.heading("Your children");
        page.navigate(demo.portal() + "me/keys");
        portal.heading("Your keys");
        Looks.good(page, "en", "keys-one");
        page.navigate(demo.portal() + "me/keys?fresh=1");
        Looks.good(page, "en", "keys-fresh");
        page.navigate(demo.portal() + "me/keys?last=1");
        Looks.good(page, "en", "keys-last");
        page.locator("summary").first().click();
        Looks.good(page, "en", "keys-rename");
    }

    @Test
    @DisplayName("whose security key has no room for a passkey reads that it does not do")
    void full() {
        VirtualKey.full(page);
        portal.open(office.invite("Rhian"));
        portal.press("Set up your key");
        assertThat(page.locator("#problem")).isVisible();
        Looks.good(page, "en", "registration-full");
    }
}
