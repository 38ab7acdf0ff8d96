package org.lanyard.session.notice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A notice as it is to be sent: plain text, whose lines end with a line feed.
 *
 * @param id the same however often it is sent
 * @param subject one line of our own words, without a name
 * @param languages BCP 47, in the order of the text
 */
public record Letter(UUID id, MailAddress to, String subject, String text, List<String> languages, Instant at) {
    public Letter {
        Objects.requireNonNull(id);
        Objects.requireNonNull(to);
        Objects.requireNonNull(at);
        languages = List.copyOf(languages);
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line");
        }
    }

    /** What somebody is told does not belong in logs. */
    @Override
    public String toString() {
        return "Letter[" + id + "]";
    }
}
