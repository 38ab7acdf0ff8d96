package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A parent and her keys, in a browser")
class KeysTest extends AtThePortal {
    @Test
    @DisplayName("has her first key, names it, adds a second, loses the first, removes it and goes on with the other")
    void theWholeLife() {
        VirtualKey phone = VirtualKey.synced(page);
        portal.open(office.invite("Siân"));
        portal.press("Set up your key");
        portal.heading("Your key is set up");
        assertEquals(List.of("Siân Morgan"), phone.names());
        page.getByLabel("Name of the key").fill("My phone");
        portal.press("Save the name");
        told("The name was changed.");
        Looks.good(page, "en", "keys-one");

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

        portal.follow("Your keys");
        portal.press("Add the key");
        portal.problem("This device or key is already set up.");
        Looks.good(page, "en", "keys-known");
        phone.unplug();
        VirtualKey blue = VirtualKey.verifying(page);
        page.getByLabel("On a security key").check();
        page.locator("#new-name").fill("Blue key");
        portal.press("Add the key");
        told("The key was added.");
        assertEquals(List.of("My phone", "Blue key"), names());
        Looks.good(page, "en", "keys-two");
        act("Change the name", "Blue key");
        Looks.good(page, "en", "keys-rename");
        page.locator("details[open] input[name=name]").fill("Key at home");
        portal.press("Save the name");
        assertEquals(List.of("My phone", "Key at home"), names());

        act("I lost this key", "My phone");
        Looks.good(page, "en", "keys-lost");
        portal.press("Suspend this key");
        // It was the one that she had signed in with.
        portal.heading("Sign in");
        portal.press("Sign in with your key");
        portal.heading("Your children");
        portal.follow("Your keys");
        assertThat(page.locator(".ly-mykey--resting")).containsText("You reported this key as lost.");
        Looks.good(page, "en", "keys-suspended");
        act("Remove", "My phone");
        Looks.good(page, "en", "keys-remove");
        portal.press("Remove this key");
        told("The key was removed.");
        assertEquals(List.of("Key at home"), names());
        portal.press("Sign out elsewhere");
        told("You are signed out everywhere else.");
        assertEquals(List.of("Siân Morgan"), blue.names());
    }

    @Test
    @DisplayName("is asked for her key again before her keys change, and needs no mouse for it")
    void again() {
        VirtualKey.verifying(page);
        portal.register(office.invite("Aisha"));
        office.anHourLater();
        portal.open("/me/keys?lang=cy");
        Looks.good(page, "cy", "cy-keys");
        Looks.tabTo(page, "Ychwanegu’r allwedd");
        page.keyboard().press("Enter");
        assertThat(page.locator("#fresh")).isFocused();
        Looks.good(page, "cy", "cy-keys-fresh");
        Looks.tabTo(page, "Defnyddio eich allwedd eto");
        Looks.picture(page, "focus-keys-fresh");
        page.keyboard().press("Enter");
        assertThat(page.locator("#fresh")).isHidden();
        Looks.tabTo(page, "Rwyf wedi colli’r allwedd hon");
        page.keyboard().press("Enter");
        Looks.tabTo(page, "Atal yr allwedd hon");
        Looks.picture(page, "focus-keys-lost");
    }

    @Test
    @DisplayName("who must have two sees nothing else before she has them")
    void mustAdd() {
        VirtualKey first = VirtualKey.verifying(page);
        portal.register(office.invite("Rhian"));
        office.mustAddKey("Rhian");
        portal.open("/me");
        portal.heading("You need one more key");
        Looks.good(page, "en", "keys-must");
        portal.follow("Cymraeg");
        Looks.good(page, "cy", "cy-keys-must");
        first.unplug();
    }

    @Test
    @DisplayName("who lost all of them comes back with a printed code, and waits for her children's page")
    void printedCode() {
        VirtualKey phone = VirtualKey.synced(page);
        portal.register(office.invite("Kofi"));
        portal.follow("Your keys");
        portal.press("Show new codes to print");
        portal.heading("Your one-time codes");
        Looks.good(page, "en", "codes");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        Looks.picture(page, "codes-printed");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        String code = page.locator("#codes .ly-code").first().textContent();
        portal.press("Sign out");

        phone.unplug();
        VirtualKey.ofTheDevice(page);
        portal.open("/recovery");
        page.getByLabel("One-time code").fill(code.toLowerCase(Locale.ROOT));
        portal.press("Use this code");
        portal.heading("Hello, Kofi");
        Looks.good(page, "en", "recovery-opened");
        portal.press("Set up your key");
        portal.heading("Your key is set up");
        portal.press("Continue");
        assertThat(page.locator("#cooling-off")).isVisible();
        Looks.good(page, "en", "cooling-off");
        portal.follow("Cymraeg");
        Looks.good(page, "cy", "cy-cooling-off");
    }

    @Test
    @DisplayName(
            "who has nothing left comes to the office, and goes home with a new key that opens her children's page later")
    void atTheOffice() {
        office.works("Delyth");
        VirtualKey.verifying(page);
        portal.register(office.invite("Delyth"));
        portal.open("/office/recovery");
        Looks.good(page, "en", "office-recovery");
        page.getByLabel("Name").fill("aisha");
        portal.press("Find");
        Looks.good(page, "en", "office-recovery-found");
        portal.press("Choose Aisha Khan");
        portal.heading("A new key for Aisha Khan");
        Looks.good(page, "en", "office-recovery-confirm");
        portal.press("Show the code");
        portal.heading("The code for Aisha Khan");
        Looks.good(page, "en", "office-recovery-code");
        String code = page.locator("#code").textContent();

        BrowserContext hers = chromium.profile();
        Page telephone = hers.newPage();
        VirtualKey.ofTheDevice(telephone);
        Portal home = new Portal(telephone, demo);
        home.register(new Invited(
                demo.portal().resolve("/invitation#" + code + ".only").toString(), ""));
        Looks.picture(telephone, "office-recovered");
        assertThat(telephone.locator("#cooling-off")).isVisible();
        hers.close();

        portal.open("/office/recovery?lang=cy");
        Looks.good(page, "cy", "cy-office-recovery");
        portal.follow("English");
        page.getByLabel("Name").fill("gareth");
        portal.press("Find");
        portal.press("Choose Gareth Morgan");
        office.anHourLater();
        portal.press("Show the code");
        portal.heading("That cannot be done here");
        Looks.good(page, "en", "office-recovery-late");
    }

    @Test
    @DisplayName("whose security key has no room for a passkey reads that it does not do")
    void full() {
        VirtualKey.full(page);
        portal.open(office.invite("Rhian"));
        portal.press("Set up your key");
        portal.problem("Nothing has been set up.");
        Looks.good(page, "en", "registration-full");
    }

    private void told(String words) {
        assertThat(page.locator(".ly-told")).containsText(words);
        assertThat(page.locator(".ly-told")).isFocused();
    }

    private List<String> names() {
        return page.locator(".ly-mykey__name span").allTextContents();
    }

    /** Opens what can be done with a key. */
    private void act(String what, String key) {
        page.locator("summary")
                .filter(new Locator.FilterOptions().setHasText(what + ": " + key))
                .click();
    }
}
