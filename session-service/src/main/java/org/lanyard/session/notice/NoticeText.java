package org.lanyard.session.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what somebody is told. A subject names nobody; nothing is said that the audience is not to know, whatever the facts hold;
 * and of what a person typed (the name of a key) only letters, digits and a few signs are left, so that no address of a page can
 * be told in our name.
 */
final class NoticeText {
    private static final int LONGEST_NAME = 40;
    private static final String RULE = "\n\n----------\n\n";

    private final ZoneId zone;

    /**
     * What is known of a notice when it is written.
     *
     * @param whose full name of the person whom it is about
     * @param schools by which the recipient is told; names
     */
    record Known(
            NoticeKind kind,
            Audience audience,
            Map<String, String> facts,
            Instant at,
            String whose,
            List<String> schools) {}

    record Written(String subject, String text, List<String> languages) {}

    NoticeText(ZoneId zone) {
        this.zone = zone;
    }

    /** @param language empty: both, Welsh first */
    Written write(Known known, Optional<ContactLanguage> language) {
        List<ContactLanguage> languages =
                language.map(List::of).orElse(List.of(ContactLanguage.WELSH, ContactLanguage.ENGLISH));
        return new Written(
                String.join(
                        " / ",
                        languages.stream().map(each -> subject(known, each)).toList()),
                String.join(
                                RULE,
                                languages.stream()
                                        .map(each -> body(known, each))
                                        .toList()) + "\n",
                languages.stream().map(ContactLanguage::code).toList());
    }

    private static String subject(Known known, ContactLanguage language) {
        boolean code = known.kind() == NoticeKind.SECOND_CODE;
        return NoticeWords.in(language)
                .text("subject." + (code ? "code" : known.audience().code()));
    }

    private String body(Known known, ContactLanguage language) {
        NoticeWords words = NoticeWords.in(language);
        List<String> parts = new ArrayList<>();
        parts.add(words.text(
                known.kind().code() + "." + known.audience().code(), time(known.at(), language), plain(known.whose())));
        if (known.kind() == NoticeKind.SECOND_CODE) {
            parts.add(known.facts().getOrDefault(Notices.CODE, ""));
        }
        List<String> details = details(known, words, language);
        if (!details.isEmpty()) {
            parts.add(String.join("\n", details));
        }
        parts.add(words.text("advice." + advice(known), schools(known)));
        if (known.audience() != Audience.LEAD && !known.schools().isEmpty()) {
            parts.add(words.text("schools", schools(known)));
        }
        parts.add(words.text("footer"));
        return String.join("\n\n", parts);
    }

    private List<String> details(Known known, NoticeWords words, ContactLanguage language) {
        List<String> details = new ArrayList<>();
        Map<String, String> facts = known.facts();
        if (known.audience() == Audience.PERSON) {
            fact(facts, Notices.KEY).ifPresent(name -> details.add(words.text("detail.key", name)));
            fact(facts, Notices.FORMER).ifPresent(name -> details.add(words.text("detail.former", name)));
            fact(facts, Notices.COUNT).ifPresent(count -> details.add(words.text("detail.count", count)));
            until(facts, language).ifPresent(time -> details.add(words.text("detail.until", time)));
        }
        if (known.audience() != Audience.FAMILY) {
            fact(facts, Notices.BY)
                    .map(by -> "detail.by." + by)
                    .filter(words::has)
                    .ifPresent(key -> details.add(words.text(key)));
        }
        return details;
    }

    private static String advice(Known known) {
        return switch (known.audience()) {
            case LEAD -> "lead";
            case FAMILY -> "family";
            case PERSON ->
                switch (known.kind()) {
                    case SECOND_CODE -> "code";
                    case INVITED, KEY_POLICY_CHANGED, COOLING_OFF_OVER, KEY_SUSPENDED -> "plain";
                    case KEY_ADDED,
                            KEY_RENAMED,
                            KEY_REMOVED,
                            KEY_RELEASED,
                            SIGNED_OUT_ELSEWHERE,
                            RECOVERY_OPENED,
                            RECOVERED,
                            RECOVERY_CODES_MADE,
                            RECOVERY_CODE_USED,
                            PUPIL_KEY_ADDED -> "person";
                };
        };
    }

    private static String schools(Known known) {
        return String.join(", ", known.schools().stream().map(NoticeText::line).toList());
    }

    private static Optional<String> fact(Map<String, String> facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(NoticeText::plain).filter(text -> !text.isEmpty());
    }

    private Optional<String> until(Map<String, String> facts, ContactLanguage language) {
        try {
            return Optional.ofNullable(facts.get(Notices.UNTIL)).map(text -> time(Instant.parse(text), language));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private String time(Instant at, ContactLanguage language) {
        String pattern = language == ContactLanguage.WELSH ? "d MMMM yyyy 'am' H:mm" : "d MMMM yyyy 'at' H:mm";
        return DateTimeFormatter.ofPattern(pattern, language.locale()).format(at.atZone(zone));
    }

    /** What a person typed, without what makes an address of a page, an order of writing or a line. */
    static String plain(String typed) {
        StringBuilder kept = new StringBuilder();
        typed.codePoints()
                .filter(c -> Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || " '’()+-_".indexOf(c) >= 0)
                .limit(LONGEST_NAME)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** What a roster calls a school, in one line. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
