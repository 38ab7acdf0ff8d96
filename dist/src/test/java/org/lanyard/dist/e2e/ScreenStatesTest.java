package org.lanyard.dist.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.kiosk.KioskState;

@DisplayName("The kiosk's screen, in every state")
class ScreenStatesTest {
    private static final Path FOLDER = Path.of(System.getProperty("lanyard.root"), "dist", "target", "screens");
    private static final int[][] SIZES = {{1280, 800}, {1024, 600}, {320, 640}};
    private static final Map<String, Map<String, Object>> STATES = states();

    private static Chromium chromium;
    private static BrowserContext profile;
    private static StillScreen screen;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        profile = chromium.profile();
        screen = new StillScreen(profile);
    }

    @AfterAll
    static void close() {
        End.all(screen, profile, chromium);
    }

    private static Map<String, Map<String, Object>> states() {
        Map<String, Map<String, Object>> states = new LinkedHashMap<>();
        state(states, "starting");
        state(states, "out_of_order", "cause", "reader", "code", "ABCD2345");
        state(states, "idle");
        state(states, "reading", "by", "contactless", "card", true);
        state(states, "put_in", "proof", "pin");
        state(states, "pin", "proof", "pin", "by", "contact", "card", true);
        state(states, "signing_in", "by", "contactless");
        state(states, "welcome", "by", "contact", "proof", "pin", "card", true);
        state(states, "goodbye", "card", true);
        state(states, "try_again", "cause", "card_unusable", "code", "ABCD2345");
        state(states, "ask_for_help", "proof", "pin");
        state(states, "picture", "picture", "fox", "by", "contactless");
        state(states, "not_me");
        state(states, "pin_on_reader", "proof", "pin", "by", "contact", "card", true);
        state(states, "pass");
        state(states, "change_put_in", "proof", "pin");
        state(states, "change_pin", "proof", "pin", "card", true);
        state(states, "pin_too_easy", "proof", "pin", "card", true);
        state(states, "changing", "proof", "pin", "card", true);
        state(states, "pin_changed", "proof", "pin", "card", true);
        states.put("pin-wrong", with(states.get("pin"), "tries", 1));
        states.put("pin_on_reader-wrong", with(states.get("pin_on_reader"), "tries", 1));
        states.put("change_pin-wrong", with(states.get("change_pin"), "tries", 1));
        states.put("idle-pin", with(states.get("idle"), "proof", "pin"));
        states.put("welcome-pass", with(with(states.get("welcome"), "pass", true), "by", null));
        states.put("try_again-pass", with(states.get("try_again"), "cause", "pass_refused"));
        states.put("out_of_order-network", with(states.get("out_of_order"), "cause", "network"));
        return states;
    }

    private static void state(Map<String, Map<String, Object>> states, String name, Object... more) {
        Map<String, Object> state =
                new HashMap<>(Map.of("state", name, "proof", "tap", "card", false, "language", "en"));
        for (int i = 0; i < more.length; i += 2) {
            state.put((String) more[i], more[i + 1]);
        }
        states.put(name, state);
    }

    private static Map<String, Object> with(Map<String, Object> state, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(state);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    static Set<String> names() {
        return STATES.keySet();
    }

    @Test
    @DisplayName("that there is, is here")
    void all() {
        Set<String> shown = new HashSet<>();
        STATES.values().forEach(state -> shown.add((String) state.get("state")));
        assertEquals(
                new HashSet<>(Arrays.stream(KioskState.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList()),
                shown);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("has no fault that axe finds, fits the screen, stands still for who wants that, and is in a picture")
    void looks(String name) throws Exception {
        Page page = screen.page();
        page.setViewportSize(SIZES[0][0], SIZES[0][1]);
        // Halfway from one colour to the next there are faults that nobody sees.
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        screen.say(STATES.get(name));
        if (name.equals("picture")) {
            page.waitForFunction("() => document.getElementById('owner').naturalWidth > 0");
        }
        Looks.hasNoFault(page, name);
        Looks.standsStill(page, name);
        assertEquals(1, page.locator("h1:visible").count());
        assertTrue(page.title().endsWith("Lanyard"));
        for (int[] size : SIZES) {
            page.setViewportSize(size[0], size[1]);
            Looks.picture(page, FOLDER, name + "-" + size[0]);
            assertEquals(size[0], page.evaluate("() => document.scrollingElement.scrollWidth"), name + " is too wide");
            if (size[0] > 1000) {
                assertEquals(
                        size[1],
                        page.evaluate("() => document.scrollingElement.scrollHeight"),
                        name + " has to be scrolled at " + size[0] + " x " + size[1]);
            }
        }
    }

    private void show(String name) throws Exception {
        screen.say(STATES.get("starting"));
        screen.say(STATES.get(name));
        screen.asked();
    }

    private static void asks(String... calls) {
        List<String> all = new ArrayList<>();
        Awaitility.await(String.join(", ", calls))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    screen.page().title();
                    all.addAll(screen.asked());
                    return all.size() >= calls.length;
                });
        assertEquals(List.of(calls), all);
    }

    private static Locator button(String name) {
        return screen.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "picture", "pin", "pass", "change_pin", "welcome", "not_me"})
    @DisplayName("has no fault in high contrast, nor with the reader's own colours")
    void contrast(String name) throws Exception {
        Page page = screen.page();
        page.setViewportSize(SIZES[0][0], SIZES[0][1]);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        show(name);
        page.locator("#contrast").click();
        Looks.hasNoFault(page, name + " in high contrast");
        Looks.picture(page, FOLDER, name + "-contrast");
        page.locator("#contrast").click();
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        Looks.picture(page, FOLDER, name + "-forced");
        Looks.hasNoFault(page, name + " in forced colours");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
    }

    @Nested
    @DisplayName("Whoever uses it by name, by key, or by scanner")
    class Uses {
        @Test
        @DisplayName("finds each way under its name, and is told what is asked")
        void names() throws Exception {
            show("idle");
            button("I forgot my card").click();
            button("Change my PIN").click();
            asks("pass/choose {}", "change/choose {}");
            show("picture");
            assertThat(screen.page().getByRole(AriaRole.STATUS)).containsText("Is this you?");
            assertThat(screen.page().getByRole(AriaRole.STATUS)).containsText("Fox");
            button("Fox: that's me").click();
            button("Not me").click();
            asks("picture {\"mine\":true}", "picture {\"mine\":false}");
            screen.say(with(STATES.get("picture"), "language", "cy"));
            assertThat(screen.page().locator("#mine")).hasAttribute("aria-label", "Llwynog: fi ydy hwn");
        }

        @Test
        @DisplayName("types a pass on the keyboard; look-alikes are what they look like")
        void passByKeyboard() throws Exception {
            show("pass");
            screen.page().keyboard().type("abcde-ilo45X");
            assertThat(screen.page().locator("#slots"))
                    .hasAttribute("aria-label", "10 of 10 typed: A B C D E 1 1 0 4 5");
            screen.page().keyboard().press("Backspace");
            screen.page().keyboard().press("Enter");
            assertEquals(List.of(), screen.asked());
            screen.page().keyboard().type("9");
            screen.page().keyboard().press("Enter");
            asks("pass {\"pass\":\"ABCDE11049\"}");
            screen.page().keyboard().press("Escape");
            asks("sign-out {}");
        }

        @Test
        @DisplayName("scans a pass while nothing is asked for; one key alone does nothing")
        void passByScanner() throws Exception {
            show("idle");
            screen.page().keyboard().type("A");
            screen.page().keyboard().press("Enter");
            assertEquals(List.of(), screen.asked());
            // All at once, as a scanner does.
            screen.page()
                    .evaluate(
                            "code => { for (const key of [...code, 'Enter']) { document.dispatchEvent("
                                    + "new KeyboardEvent('keydown', { key, bubbles: true })); } }",
                            "ABCDE-12345");
            asks("pass {\"pass\":\"ABCDE12345\"}");
        }

        @Test
        @DisplayName("types an old PIN and a new one twice, all on the keyboard, and nothing of them is to be seen")
        void changeByKeyboard() throws Exception {
            show("change_pin");
            for (String pin : new String[] {"123456", "739164", "739164"}) {
                screen.page().keyboard().type(pin);
                assertFalse(screen.page().locator("body").innerText().contains(pin));
                screen.page().keyboard().press("Enter");
            }
            asks("change 123456\n739164");
            show("change_pin");
            for (String pin : new String[] {"123456", "739164", "739165"}) {
                screen.page().keyboard().type(pin);
                screen.page().keyboard().press("Enter");
            }
            assertThat(screen.page().locator("#headline")).hasText("Those two were different");
            assertEquals(List.of(), screen.asked());
        }

        @Test
        @DisplayName("switches the sound on and off")
        void sound() throws Exception {
            show("idle");
            assertThat(button("Sound")).hasAttribute("aria-pressed", "false");
            button("Sound").click();
            assertThat(button("Sound")).hasAttribute("aria-pressed", "true");
            screen.say(STATES.get("welcome"));
            button("Sound").click();
            assertThat(button("Sound")).hasAttribute("aria-pressed", "false");
        }
    }
}
