package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

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
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
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

    /** Opens an invitation by its link, and gives its second code where it has one. */
    void open(Invited invitation) {
        ask(invitation);
        assertThat(page.locator("#hello")).isVisible();
    }

    /** Asks for what an invitation opens. */
    void ask(Invited invitation) {
        page.navigate(invitation.link());
        if (!invitation.second().isEmpty()) {
            page.locator("#second").fill(invitation.second());
        }
        page.locator("#code-form button").click();
    }

    /** Uses an invitation, from its link to the page with the children. */
    void register(Invited invitation) {
        open(invitation);
        press("Set up your key");
        heading("Your key is set up");
        press("Continue");
        heading("Your children");
    }

    /** Goes to sign in, and asks for the key. */
    void signIn() {
        open("/sign-in");
        press("Sign in with your key");
    }
}
