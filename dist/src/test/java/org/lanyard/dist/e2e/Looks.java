package org.lanyard.dist.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A page as people see it, at one state of a journey: no fault that axe-core finds, a title, its language, one heading,
 * nothing to scroll sideways on a small telephone; and a picture of it for our own eyes.
 */
final class Looks {
    private static final Path FOLDER = Path.of(System.getProperty("lanyard.root"), "dist", "target", "screenshots");
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");
    private static final int SMALL_WIDTH = 320;
    private static final int SMALL_HEIGHT = 640;

    private Looks() {}

    /** Holds the page, as it is now, to all of it. */
    static void good(Page page, String language, String state) {
        picture(page, state);
        hasNoFault(page, state);
        hasItsNames(page, language, state);
        page.setViewportSize(SMALL_WIDTH, SMALL_HEIGHT);
        picture(page, state + "-320");
        fits(page, state);
        page.setViewportSize(Chromium.WIDTH, Chromium.HEIGHT);
    }

    static void picture(Page page, String state) {
        picture(page, FOLDER, state);
    }

    static void picture(Page page, Path folder, String state) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(state + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(true));
    }

    static void hasNoFault(Page page, String state) {
        List<String> faults = new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + " " + node.getHtml() + " " + node.getFailureSummary()))
                        .toList();
        assertEquals(List.of(), faults, state);
    }

    private static void hasItsNames(Page page, String language, String state) {
        assertEquals(language, page.locator("html").getAttribute("lang"), state);
        assertTrue(page.title().endsWith("Lanyard") && page.title().length() > "Lanyard".length() + 3, page.title());
        assertEquals(1, page.locator("h1:visible").count(), "headings of " + state);
    }

    /** WCAG 2.2 §1.4.10. */
    static void fits(Page page, String state) {
        assertEquals(SMALL_WIDTH, page.evaluate("() => document.scrollingElement.scrollWidth"), state + " is too wide");
    }

    /** With the reader's own colours in place of ours. */
    static void standsForcedColours(Page page, String state) {
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        picture(page, state + "-forced-colours");
        hasNoFault(page, state + " in forced colours");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
    }

    /** Nothing moves for somebody who asked for that. */
    static void standsStill(Page page, String state) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        Object running = page.evaluate("() => document.getAnimations().filter(one => one.playState === 'running')"
                + ".map(one => (one.animationName ?? one.transitionProperty) + ' of ' + one.effect.target.outerHTML"
                + ".slice(0, 60)).join(', ')");
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertEquals("", running, state + " moves");
    }

    /** Presses Tab, and sees where it went: with the focus, the same place has to look different. WCAG 2.2 §2.4.7. */
    static String tab(Page page) {
        page.keyboard().press("Tab");
        String name = (String) page.evaluate("() => document.activeElement.textContent.trim().replace(/\\s+/g, ' ')");
        assertFalse((boolean) page.evaluate("() => document.activeElement === document.body"), "the focus is lost");
        byte[] with = page.screenshot();
        page.evaluate("() => { window.focused = document.activeElement; window.focused.blur(); }");
        byte[] without = page.screenshot();
        page.evaluate("() => window.focused.focus({ focusVisible: true })");
        assertFalse(Arrays.equals(with, without), "the focus on \"" + name + "\" is not seen");
        return name;
    }

    /** Presses Tab until it is on what is called so. */
    static void tabTo(Page page, String name) {
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String here = tab(page);
            if (here.startsWith(name)) {
                return;
            }
            passed.append(here).append(" | ");
        }
        throw new AssertionError("\"" + name + "\" is not reached by Tab, but: " + passed);
    }
}
