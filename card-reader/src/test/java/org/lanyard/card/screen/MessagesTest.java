package org.lanyard.card.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.kiosk.KioskState;
import org.lanyard.card.kiosk.Language;
import org.lanyard.card.kiosk.Trouble;
import org.lanyard.pki.http.Json;

/** The words and the pictures fit the states. */
class MessagesTest {
    private static final String FILES = "org/lanyard/card/screen/assets/";

    private static String file(String name) throws IOException {
        try (InputStream in = MessagesTest.class.getClassLoader().getResourceAsStream(FILES + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode bundle(Language language) throws Exception {
        return Json.parseObject(file("messages/" + language.tag() + ".json").getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> keys(ObjectNode bundle) {
        Set<String> keys = new TreeSet<>();
        bundle.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void everyLanguageSaysTheSameThings() throws Exception {
        assertEquals(keys(bundle(Language.ENGLISH)), keys(bundle(Language.WELSH)));
        for (String key : keys(bundle(Language.ENGLISH))) {
            assertEquals(
                    placeholders(bundle(Language.ENGLISH).get(key).textValue()),
                    placeholders(bundle(Language.WELSH).get(key).textValue()),
                    key);
        }
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\w+}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(KioskState.class)
    void everyStateHasAHeadline(KioskState state) throws Exception {
        for (Language language : Language.values()) {
            String title = state.name().toLowerCase(Locale.ROOT) + ".title";
            assertFalse(bundle(language).path(title).asText().isEmpty(), language + " " + title);
        }
        assertTrue(file("scene.css").contains("data-state=\"" + state.name().toLowerCase(Locale.ROOT) + "\""));
    }

    @ParameterizedTest
    @EnumSource(Trouble.Cause.class)
    void everyCauseIsSaidWhereItIsTriedAgain(Trouble.Cause cause) throws Exception {
        String key = "try_again.help." + cause.name().toLowerCase(Locale.ROOT);
        assertTrue(bundle(Language.ENGLISH).has(key), key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "deck.js", "pad.js", "stage.js", "pass.js", "owner.js"})
    void everyKeyThatIsNamedExists(String name) throws Exception {
        Set<String> keys = keys(bundle(Language.ENGLISH));
        Matcher matcher = Pattern.compile("(?:data-text=|text\\(|speak\\()\"([a-zA-Z_.0-9]+)\"")
                .matcher(file(name));
        while (matcher.find()) {
            assertTrue(keys.contains(matcher.group(1)), matcher.group(1));
        }
    }

    @Test
    void thePageHasNothingInline() throws Exception {
        String page = file("index.html");
        assertFalse(Pattern.compile("<style|style=|<script(?![^>]*src=)|\\son\\w+=")
                .matcher(page)
                .find());
        assertFalse(
                Pattern.compile("<style|style=").matcher(file("picture.svg")).find());
        assertFalse(page.contains("http://") || page.contains("https://"));
    }
}
