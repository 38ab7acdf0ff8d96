package org.lanyard.session.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.session.guardianship.GuardianshipKind;
import org.lanyard.session.guardianship.Right;
import org.lanyard.session.login.Acr;

@DisplayName("The words of the pages")
class MessagesTest {
    private static final Messages ENGLISH = Messages.in(Language.ENGLISH);
    private static final Messages WELSH = Messages.in(Language.WELSH);
    /** The same in both: names, and short words that are. */
    private static final Set<String> ALIKE = Set.of("service", "title", "picture.car");

    @Test
    @DisplayName("are all there in both languages, with the same place holders, and translated")
    void bothLanguages() {
        assertEquals(new TreeSet<>(ENGLISH.keys()), new TreeSet<>(WELSH.keys()));
        for (String key : ENGLISH.keys()) {
            assertEquals(holders(ENGLISH.text(key)), holders(WELSH.text(key)), key);
            assertFalse(WELSH.text(key).isBlank(), key);
            assertFalse(!ALIKE.contains(key) && ENGLISH.text(key).equals(WELSH.text(key)), key + " is not translated");
            assertFalse(WELSH.text(key).contains("'"), key + ": the apostrophe is ’");
        }
    }

    @Test
    @DisplayName("know every level, right and kind that there is")
    void everyValue() {
        for (String reader : Set.of("pupil", "guardian")) {
            for (Acr acr : Acr.values()) {
                WELSH.text(
                        reader + ".how." + acr.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        for (Right right : Right.values()) {
            WELSH.text("right." + right.code());
            WELSH.text("right." + right.code() + ".text");
        }
        for (GuardianshipKind kind : GuardianshipKind.values()) {
            WELSH.text("kind." + kind.code());
        }
    }

    @Test
    @DisplayName("take values as they are, whatever these look like")
    void values() {
        assertEquals("Hello {0}{1}!", ENGLISH.text("pupil.hello", "{0}{1}"));
        assertEquals("Helo $1\\!", WELSH.text("pupil.hello", "$1\\"));
        assertThrows(MissingResourceException.class, () -> ENGLISH.text("no.such.key"));
    }

    @Test
    @DisplayName("are short for a child of six: at most eight words to a line")
    void shortForPupils() {
        for (Messages messages : Set.of(ENGLISH, WELSH)) {
            for (String key : messages.keys()) {
                if (key.startsWith("pupil.")) {
                    assertTrue(messages.text(key).split(" ").length <= 8, key + ": " + messages.text(key));
                }
            }
        }
    }

    private static Set<String> holders(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }
}
