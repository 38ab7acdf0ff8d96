package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A parent for whom something does not go well is told in plain words what to do")
class TroubleTest extends AtThePortal {
    private static final String NO_SUCH_INVITATION = "We could not open an invitation with these codes. Check both.";

    @Nested
    @DisplayName("with an invitation")
    class Invitation {
        @Test
        @DisplayName("that is not there, typed with a slip or not at all")
        void wrong() {
            portal.open("/invitation");
            Looks.good(page, "en", "invitation");
            portal.press("Continue");
            portal.problem("Enter your invitation code");
            Looks.good(page, "en", "invitation-empty");
            page.locator("#problem a:visible").click();
            assertThat(page.locator("#code")).isFocused();
            page.keyboard().type("ABCD-EFGH-JKMN-PQRS");
            page.keyboard().press("Enter");
            portal.problem("Enter your second code");
            Looks.good(page, "en", "invitation-second-empty");
            page.locator("#problem a:visible").click();
            assertThat(page.locator("#second")).isFocused();
            page.keyboard().type("1234 5678");
            page.keyboard().press("Enter");
            portal.problem(NO_SUCH_INVITATION);
            assertThat(page).hasTitle(Pattern.compile("^Error: "));
            assertThat(page.locator("#code")).hasAttribute("aria-invalid", "true");
            Looks.good(page, "en", "invitation-wrong");
            portal.follow("Cymraeg");
            page.locator("#code").fill("ABCD");
            page.locator("#second").fill("1");
            page.keyboard().press("Enter");
            portal.problem("Ni allem agor gwahoddiad â’r codau hyn.");
            Looks.good(page, "cy", "cy-invitation-wrong");
        }

        @Test
        @DisplayName("that was used before")
        void used() {
            Invited invitation = office.invite("Aisha");
            VirtualKey.verifying(page);
            portal.register(invitation);
            portal.ask(invitation);
            portal.problem("This invitation has been used already.");
        }

        @Test
        @DisplayName("that was not used in time")
        void expired() {
            portal.ask(office.expiredInvitation("Aisha"));
            portal.problem("This invitation cannot be used any more.");
        }

        @Test
        @DisplayName("who typed it in small letters and without hyphens: that is no trouble")
        void typedLoosely() {
            portal.open("/invitation");
            Invited invitation = office.invite("Aisha");
            String code = invitation.code();
            page.locator("#code").fill(" " + code.toLowerCase(Locale.ROOT).replace('-', ' ') + " ");
            page.locator("#second").fill(" " + invitation.second().replace(" ", "") + " ");
            portal.press("Continue");
            portal.heading("Hello, Aisha Khan");
        }
    }

    @Test
    @DisplayName("who has lost every key reads what to do, and types a code that is none")
    void lost() {
        portal.open("/sign-in");
        portal.follow("I have lost my key");
        portal.heading("I have lost my key");
        Looks.good(page, "en", "recovery");
        portal.press("Use this code");
        portal.problem("Enter one of your codes");
        page.locator("#code").fill("ABCDE-FGHJK-MNPQR");
        page.keyboard().press("Enter");
        portal.problem("This code does not work.");
        Looks.good(page, "en", "recovery-wrong");
        portal.follow("Cymraeg");
        Looks.good(page, "cy", "cy-recovery");
    }

    @Nested
    @DisplayName("with a key")
    class Key {
        @Test
        @DisplayName("who leaves the browser's dialog: nothing is set up, nobody is signed in, and the next try works")
        void cancelled() {
            VirtualKey key = VirtualKey.verifying(page);
            key.ownerIsHere(false);
            portal.open(office.invite("Rhian"));
            portal.press("Set up your key");
            portal.problem("Nothing has been set up. The key was not used, or it took too long.");
            Looks.good(page, "en", "registration-cancelled");
            key.ownerIsHere(true);
            portal.press("Set up your key");
            portal.heading("Your key is set up");
            portal.press("Sign out");
            portal.open("/sign-in");
            key.ownerIsHere(false);
            portal.press("Sign in with your key");
            portal.problem("You are not signed in. The key was not used, or it took too long.");
            Looks.good(page, "en", "sign-in-cancelled");
            key.ownerIsHere(true);
            portal.press("Sign in with your key");
            portal.heading("Your children");
        }

        @Test
        @DisplayName("that is not known here")
        void noKey() {
            VirtualKey.verifying(page);
            portal.open("/sign-in");
            portal.press("Sign in with your key");
            portal.problem("You are not signed in.");
        }

        @Test
        @DisplayName("that knows no owner: the browser does not take it")
        void touchOnly() {
            VirtualKey.touchOnly(page);
            portal.open(office.invite("Rhian"));
            portal.press("Set up your key");
            portal.problem("Nothing has been set up.");
        }

        @Test
        @DisplayName("that knows no owner, and a page that was tampered with: the service does not take it")
        void notVerified() {
            VirtualKey.touchOnly(page);
            page.route("**/webauthn/registration/options", TroubleTest::askForLess);
            portal.open(office.invite("Rhian"));
            portal.press("Set up your key");
            assertThat(page.locator("#problem")).containsText(Pattern.compile("That took|could not set up"));
            portal.open("/me");
            portal.heading("Sign in");
        }

        @Test
        @DisplayName("while the service does not answer")
        void unreachable() {
            VirtualKey.verifying(page);
            portal.open("/sign-in");
            profile.setOffline(true);
            portal.press("Sign in with your key");
            portal.problem("The service did not answer.");
            Looks.picture(page, "sign-in-unreachable");
            profile.setOffline(false);
        }
    }

    private static void askForLess(Route route) {
        var answer = route.fetch();
        route.fulfill(new Route.FulfillOptions()
                .setResponse(answer)
                .setBody(answer.text().replace("\"required\"", "\"discouraged\"")));
    }

    @Test
    @DisplayName("whose hand-over was refused reads a page with a code for the office")
    void refusedPage() {
        portal.open("/");
        page.evaluate("""
                () => {
                    const form = document.createElement("form");
                    Object.assign(form, { method: "post", action: "/session/handover" });
                    document.body.append(form);
                    form.submit();
                }""");
        portal.heading("Sorry, that did not work");
        Looks.good(page, "en", "error");
        portal.follow("Cymraeg");
        portal.heading("Mewngofnodi i wasanaethau ysgol eich plant");
    }

    @Test
    @DisplayName("whose browser runs no script reads that it has to")
    void withoutScript() {
        try (BrowserContext plain = chromium.profile(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page still = plain.newPage();
            still.navigate(demo.portal() + "sign-in");
            assertThat(still.locator("noscript h2")).hasText("This page needs JavaScript");
            Looks.picture(still, "sign-in-no-script");
            for (String path : List.of("invitation", "recovery")) {
                still.navigate(demo.portal() + path);
                assertThat(still.locator("noscript h2")).hasText("This page needs JavaScript");
                assertThat(still.locator("form")).isHidden();
                Looks.picture(still, path + "-no-script");
            }
        }
    }
}
