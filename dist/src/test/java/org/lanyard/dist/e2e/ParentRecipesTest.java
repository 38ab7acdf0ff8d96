package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** webauthn-server/README.md: what it tells parents to do, done as it says, one recipe after the other, by one parent. */
@DisplayName("webauthn-server/README.md: the recipes for parents")
class ParentRecipesTest {
    private static final String PARENT = "Siân Morgan";
    private static final Pattern ADDRESS = Pattern.compile("`(/\\S*)`");
    private static final Pattern KEPT = Pattern.compile("the (\\w+) code");

    @TempDir
    Path data;

    private final Map<String, String> kept = new HashMap<>();
    private Page page;
    private Demo demo;
    private VirtualKey key;

    @Test
    @DisplayName("each step has its button, its field and its words on the page")
    void all() throws Exception {
        List<Recipe> recipes = Recipe.of(Files.readString(
                Path.of(System.getProperty("lanyard.root"), "webauthn-server", "README.md"), StandardCharsets.UTF_8));
        assertFalse(recipes.isEmpty());
        try (Chromium chromium = Chromium.start();
                Demo started = Demo.start(data)) {
            demo = started;
            page = chromium.profile().newPage();
            key = VirtualKey.verifying(page);
            kept.put("second", demo.invitation(PARENT).second());
            for (Recipe recipe : recipes) {
                for (Recipe.Step step : recipe.steps()) {
                    try {
                        walk(step);
                    } catch (RuntimeException | AssertionError failed) {
                        throw new AssertionError(recipe.heading() + ": " + step.text(), failed);
                    }
                }
            }
        }
    }

    private void walk(Recipe.Step step) {
        Matcher address = ADDRESS.matcher(step.text());
        if (step.text().startsWith("Open the link")) {
            page.navigate(demo.invitation(PARENT).link());
        } else if (step.text().startsWith("Open") && address.find()) {
            page.navigate(demo.portal().resolve(address.group(1)).toString());
        } else if (step.is("Type", 1)) {
            shown(page.getByLabel(step.bold().get(0))).last().fill(typed(step.text()));
        } else if (step.is("Choose", 1)) {
            page.getByLabel(step.bold().get(0)).check();
        } else if (step.is("Take the other key", 0)) {
            key.unplug();
            key = VirtualKey.verifying(page);
        } else if (step.is("Press", 1)) {
            press(step.bold().get(0));
        } else if (step.is("You see", 1)) {
            assertThat(shown(page.getByText(step.bold().get(0))).first()).isVisible();
            keepPrinted();
        } else if (!step.text().startsWith("Your device asks")) {
            fail("nobody knows how that is done");
        }
    }

    private String typed(String text) {
        if (text.startsWith("Type a name")) {
            return "Blue key";
        }
        Matcher code = KEPT.matcher(text);
        return code.find() ? kept.get(code.group(1)) : fail("nobody knows what to type");
    }

    /** The page of one-time codes is seen once. */
    private void keepPrinted() {
        if (page.locator("#codes li").count() > 0) {
            kept.put("printed", page.locator("#codes li").first().innerText());
        }
    }

    private static Locator shown(Locator any) {
        return any.locator("visible=true");
    }

    /** A button, a link, or what opens more: whoever presses it cannot tell. */
    private void press(String name) {
        Locator button = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
        Locator link = page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
        Locator more = page.locator("summary", new Page.LocatorOptions().setHasText(name));
        shown(button.or(link).or(more)).first().click();
    }
}
