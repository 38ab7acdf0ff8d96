package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A kiosk's screen in a browser, with a hand that holds the demo's cards to its reader. */
final class Screen {
    private final Page page;

    private Screen(Page page) {
        this.page = page;
    }

    /** Opens the printed link. */
    static Screen open(Page page, Demo demo) {
        page.navigate(demo.kiosk().toString());
        Screen screen = new Screen(page);
        screen.says("Tap your card");
        return screen;
    }

    Page page() {
        return page;
    }

    /** Loads the page again, at a kiosk with nobody at it. */
    void fresh() {
        page.navigate(page.url());
        says("Tap your card");
    }

    void says(String headline) {
        assertThat(page.locator("#headline")).hasText(headline);
    }

    void helps(String words) {
        assertThat(page.locator("#help")).hasText(words);
    }

    /** The window that opens for the session. */
    Page inWindow(Runnable hand) {
        return page.waitForPopup(hand);
    }

    void tap(String pupil) {
        button("Tap the card of " + pupil).click();
    }

    void putIn(String pupil) {
        button("Put in the card of " + pupil).click();
    }

    void takeOut(String pupil) {
        button("Take out the card of " + pupil).click();
    }

    void takeOutIfIn(String pupil) {
        if (button("Take out the card of " + pupil).isVisible()) {
            takeOut(pupil);
        }
    }

    void asksForPin() {
        page.getByRole(AriaRole.SWITCH).click();
        says("Put your card in");
    }

    void asksForPinNoMore() {
        page.getByRole(AriaRole.SWITCH).click();
        says("Tap your card");
    }

    void type(String pin) {
        for (char digit : pin.toCharArray()) {
            page.locator("[data-key=\"" + digit + "\"]").click();
        }
        page.locator("[data-key=ok]").click();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    void press(String name) {
        page.locator(".kiosk")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .click();
    }
}
