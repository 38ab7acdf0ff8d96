package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.session.login.Sessions;

@DisplayName("A parent, in a browser, at the demo's portal")
class ParentsTest extends AtThePortal {
    @Test
    @DisplayName("opens the printed invitation, registers, sees the children, signs out, and in again without a name")
    void theWholeWay() {
        portal.open("/");
        portal.heading("Sign in to your children");
        Looks.good(page, "en", "start");

        // Of somebody whom no other test invites: that would withdraw what the demo printed.
        VirtualKey.verifying(page);
        portal.open(demo.invitation("Gareth Morgan"));
        portal.heading("Hello, Gareth Morgan");
        assertFalse(page.url().contains("#"), "the code stays in the address");
        Looks.good(page, "en", "invitation-opened");
        portal.press("Set up your key");
        portal.heading("Your key is set up");
        Looks.good(page, "en", "key-new");
        portal.press("Continue");

        portal.heading("Your children");
        assertEquals(
                List.of("Cadi Morgan", "Macsen Morgan"),
                page.locator(".ly-child__link").allTextContents());
        Looks.good(page, "en", "children");
        Looks.standsForcedColours(page, "children");
        for (String child : List.of("Cadi Morgan", "Macsen Morgan")) {
            portal.follow(child);
            portal.heading(child);
            Looks.good(page, "en", "child-" + child.split(" ")[0].toLowerCase(Locale.ROOT));
            portal.follow("Your children");
        }

        portal.press("Sign out");
        portal.heading("You are signed out");
        assertTrue(named(Sessions.COOKIE).isEmpty(), "the session's cookie stays");
        Looks.good(page, "en", "signed-out");
        portal.open("/me");
        portal.heading("Sign in");
        Looks.good(page, "en", "sign-in");
        portal.press("Sign in with your key");
        portal.heading("Your children");
        assertThat(page.locator(".ly-as")).containsText("Gareth Morgan");
    }

    private List<Cookie> named(String name) {
        return profile.cookies().stream().filter(c -> c.name.equals(name)).toList();
    }

    @Test
    @DisplayName("finds the addresses in the demo's output, and no log line beside them")
    void calmConsole() {
        assertEquals(List.of(), demo.program().log());
        assertEquals(2, demo.program().output().stream().filter(String::isBlank).count());
    }

    @Test
    @DisplayName("gets the same page for another parent's child, a child that is not there, and any other address")
    void othersChildren() {
        VirtualKey.verifying(page);
        portal.register(office.invite("Aisha"));
        assertEquals(
                List.of("Maryam Khan", "Yusuf Khan"),
                page.locator(".ly-child__link").allTextContents());
        Response others = page.navigate(demo.portal() + "children/" + office.person("Cadi"));
        String text = page.locator("main").innerText();
        assertEquals(404, others.status());
        assertFalse(page.content().contains("Cadi"));
        Looks.good(page, "en", "not-found");
        Response nobodys = page.navigate(demo.portal() + "children/00000000-0000-4000-8000-000000000000");
        assertEquals(404, nobodys.status());
        assertEquals(text, page.locator("main").innerText());
        assertEquals(404, page.navigate(demo.portal() + "no/such/page").status());
        assertEquals(text, page.locator("main").innerText());
    }

    @Test
    @DisplayName("sees nobody before the office has confirmed him, and not the child that a court keeps from his view")
    void whatTheOfficeDecided() {
        VirtualKey.verifying(page);
        portal.register(office.invite("Kofi"));
        assertThat(page.locator("main")).containsText("There are no children here yet");
        Looks.good(page, "en", "children-none");
        portal.press("Sign out");

        BrowserContext his = chromium.profile();
        Page other = his.newPage();
        VirtualKey.verifying(other);
        new Portal(other, demo).register(office.invite("Darren"));
        assertEquals(List.of("Tomos Pugh"), other.locator(".ly-child__link").allTextContents());
        assertFalse(other.content().contains("Elin"));
        his.close();
    }

    @Test
    @DisplayName("is sent to sign in, and not shown her children, when she goes back after signing out")
    void backAfterSigningOut() {
        VirtualKey.verifying(page);
        portal.register(office.invite("Rhian"));
        portal.press("Sign out");
        portal.heading("You are signed out");
        page.goBack();
        portal.heading("Sign in");
        assertFalse(page.content().contains("Pugh"));
    }

    @Test
    @DisplayName("signed in in two windows and out in one, sees the other go too")
    void twoWindows() {
        VirtualKey.verifying(page);
        portal.register(office.invite("Rhian"));
        Page second = profile.newPage();
        second.navigate(demo.portal() + "me");
        assertThat(second.locator("h1")).hasText("Your children");
        portal.press("Sign out");
        assertThat(second.locator("h1")).hasText("You are signed out");
    }

    @Test
    @DisplayName("reads all of it in Welsh from one click on, and in English after another")
    void welsh() {
        VirtualKey.verifying(page);
        portal.open("/");
        portal.follow("Cymraeg");
        portal.heading("Mewngofnodi i wasanaethau ysgol eich plant");
        Looks.good(page, "cy", "cy-start");
        portal.open(office.invite("Aisha"));
        portal.heading("Helo, Aisha Khan");
        Looks.good(page, "cy", "cy-invitation-opened");
        portal.press("Cofrestru eich allwedd");
        portal.heading("Mae eich allwedd wedi’i chofrestru");
        Looks.good(page, "cy", "cy-key-new");
        portal.press("Parhau");
        portal.heading("Eich plant");
        Looks.good(page, "cy", "cy-children");
        portal.follow("Maryam Khan");
        portal.heading("Maryam Khan");
        Looks.good(page, "cy", "cy-child");
        portal.press("Allgofnodi");
        portal.heading("Rydych wedi allgofnodi");
        Looks.good(page, "cy", "cy-signed-out");
        portal.open("/sign-in");
        Looks.good(page, "cy", "cy-sign-in");
        portal.open("/invitation");
        Looks.good(page, "cy", "cy-invitation");
        portal.open("/nowhere");
        Looks.good(page, "cy", "cy-not-found");
        portal.follow("English");
        portal.heading("Page not found");
    }

    @Test
    @DisplayName("walks the whole way with a keyboard, and sees where she is")
    void byKeyboard() {
        VirtualKey.verifying(page);
        portal.open(office.invite("Aisha"));
        assertThat(page.locator("#hello")).isFocused();
        Looks.tabTo(page, "Set up your key");
        page.keyboard().press("Enter");
        portal.heading("Your key is set up");
        Looks.tabTo(page, "Continue");
        page.keyboard().press("Enter");
        portal.heading("Your children");
        assertEquals("Skip to main content", Looks.tab(page));
        Looks.tabTo(page, "Maryam Khan");
        Looks.picture(page, "focus-child");
        page.keyboard().press("Enter");
        portal.heading("Maryam Khan");
        Looks.tabTo(page, "Your children");
        Looks.picture(page, "focus-back");
        page.keyboard().press("Enter");
        portal.heading("Your children");
        Looks.tabTo(page, "Sign out");
        Looks.picture(page, "focus-sign-out");
        page.keyboard().press("Enter");
        portal.heading("You are signed out");
        Looks.tabTo(page, "Sign in again");
        page.keyboard().press("Enter");
        portal.heading("Sign in");
        Looks.tabTo(page, "Sign in with your key");
        Looks.picture(page, "focus-sign-in");
        page.keyboard().press("Enter");
        portal.heading("Your children");
    }
}
