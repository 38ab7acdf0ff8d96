package org.lanyard.session.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The words of notices: both languages, nothing that the reader is not to know, nothing to click")
class NoticeTextTest {
    private static final Instant AT = Instant.parse("2026-11-23T14:05:00Z");
    private static final Map<String, String> FACTS = Map.of(
            Notices.KEY, "Ffôn Megan",
            Notices.FORMER, "Hen ffôn",
            Notices.UNTIL, "2026-12-07T14:05:00Z",
            Notices.COUNT, "3",
            Notices.BY, "counter",
            Notices.CODE, "1234 5678");
    private static final Pattern LINK = Pattern.compile("://|www\\.|[a-z]\\.(?:org|uk|wales|cymru|com)\\b|@");

    private final NoticeText text = new NoticeText(ZoneId.of("Europe/London"));

    static Stream<Arguments> all() {
        return Stream.of(NoticeKind.values())
                .flatMap(kind -> kind.audiences().stream().map(audience -> Arguments.of(kind, audience)));
    }

    private NoticeText.Written write(NoticeKind kind, Audience audience, Optional<ContactLanguage> language) {
        return text.write(
                new NoticeText.Known(kind, audience, FACTS, AT, "Megan Prydderch", List.of("Ysgol Gwaun")), language);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("each kind for each audience, in each language and in both")
    void everyText(NoticeKind kind, Audience audience) {
        String welsh = write(kind, audience, Optional.of(ContactLanguage.WELSH)).text();
        String english =
                write(kind, audience, Optional.of(ContactLanguage.ENGLISH)).text();
        NoticeText.Written both = write(kind, audience, Optional.empty());
        assertEquals(List.of("cy", "en"), both.languages());
        assertTrue(both.text().startsWith(welsh.strip()) && both.text().endsWith(english));
        for (String body : List.of(welsh, english)) {
            assertFalse(LINK.matcher(body).find(), body);
            assertFalse(body.contains("{"), body);
            assertTrue(body.length() < 1500, body);
            assertTrue(body.contains("Ysgol Gwaun"), body);
        }
        assertFalse(welsh.equals(english));
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("a subject names nobody; a name is in a lead's alone; a key's name is in its owner's alone")
    void whoReadsWhat(NoticeKind kind, Audience audience) {
        NoticeText.Written written = write(kind, audience, Optional.empty());
        assertFalse(written.subject().matches(".*(Megan|Gwaun|2026|Ff|1234).*"), written.subject());
        assertEquals(audience == Audience.LEAD, written.text().contains("Megan Prydderch"));
        assertEquals(audience == Audience.PERSON, written.text().contains("Ffôn Megan"));
        assertEquals(kind == NoticeKind.SECOND_CODE, written.text().contains("1234 5678"));
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("nobody of the family reads when, with what, or why")
    void family(NoticeKind kind, Audience audience) {
        String body =
                write(kind, audience, Optional.of(ContactLanguage.ENGLISH)).text();
        if (audience == Audience.FAMILY) {
            assertFalse(body.matches("(?s).*(2026|November|14:05|phone|count|Megan).*"), body);
        }
    }

    @Test
    @DisplayName("times are those of the schools, in words")
    void times() {
        String summer = text.write(
                        new NoticeText.Known(
                                NoticeKind.KEY_RENAMED,
                                Audience.PERSON,
                                Map.of(),
                                Instant.parse("2026-07-01T23:05:00Z"),
                                "",
                                List.of()),
                        Optional.empty())
                .text();
        assertTrue(summer.contains("On 2 July 2026 at 0:05"), summer);
        assertTrue(summer.contains("Ar 2 Gorffennaf 2026 am 0:05"), summer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Megan's phone (blue)            | Megan's phone (blue)
                    Ffôn Siân                       | Ffôn Siân
                    go to https://evil.example.org/ | go to httpsevilexampleorg
                    ring 0900 123456, now!          | ring 0900 123456 now
                    me@example.org                  | meexampleorg
                    <b>bold</b>                     | bbold b
                    """)
    @DisplayName("of what somebody called their key, no address of a page is left")
    void plain(String typed, String told) {
        assertEquals(told.replace("bbold b", "bboldb"), NoticeText.plain(typed));
    }

    @Test
    @DisplayName("nor a line, an order of writing, or more than a line's worth")
    void plainHard() {
        assertEquals("aBcc x", NoticeText.plain("a\r\nBcc: x"));
        assertEquals("ab", NoticeText.plain("a\u202eb"));
        assertEquals("ab", NoticeText.plain("a\u0000\u2028b"));
        assertEquals(40, NoticeText.plain("x".repeat(500)).length());
    }

    @Test
    @DisplayName("the two languages have the same keys with the same gaps")
    void sameKeys() {
        NoticeWords english = NoticeWords.in(ContactLanguage.ENGLISH);
        NoticeWords welsh = NoticeWords.in(ContactLanguage.WELSH);
        assertEquals(english.keys(), welsh.keys());
        for (String key : english.keys()) {
            for (String gap : List.of("{0}", "{1}")) {
                String whole = english.text(key, "<0>", "<1>");
                String other = welsh.text(key, "<0>", "<1>");
                String filled = gap.replace('{', '<').replace('}', '>');
                assertEquals(whole.contains(filled), other.contains(filled), key);
            }
        }
    }
}
