package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** A parent at the portal: what they click, by the words on it. */
final class Portal {
    private final Page page;
    private final Demo demo;

    Portal(Page page, Demo demo) {
        this.page = page;
        this.demo = demo;
    }

    void open(String path) {
        page.navigate(demo.portal().resolve(path).toString());
    }

    void heading(String words) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words))
                        .first())
                .isVisible();
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
    }

    void problem(String words) {
        assertThat(page.locator("#problem")).isVisible();
        assertThat(page.locator("#problem")).containsText(words);
        assertThat(page.locator("#problem")).isFocused();
    }

    /** Opens an invitation by its link. */
    void open(URI invitation) {
        ask(invitation.toString());
        assertThat(page.locator("#hello")).isVisible();
    }

    /** Asks for what an invitation's link opens. */
    void ask(String invitation) {
        page.navigate(invitation);
        page.locator("#single").check();
        page.locator("#code-form button").click();
    }

    /** Uses an invitation, from its link to the page with the children. */
    void register(String invitation) {
        open(URI.create(invitation));
        press("Set up your key");
        heading("Your children");
    }

    /** Goes to sign in, and asks for the key. */
    void signIn() {
        open("/sign-in");
        press("Sign in with your key");
    }
}
