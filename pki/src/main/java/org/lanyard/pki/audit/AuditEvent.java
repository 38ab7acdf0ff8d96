package org.lanyard.pki.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One thing that happened.
 *
 * @param at when, by the caller's clock; kept to the millisecond
 * @param kind what, such as {@code session.opened}: lower case, dots and hyphens, at most 64 characters
 * @param actor who did it: an opaque id, or the name of a part of the system; at most 200 characters
 * @param subject whom or what it is about, an opaque id; null where it is about nobody
 * @param facts what else is to be known; names no person
 * @param personal what reads as a person; encrypted under the subject's key, which must then not be null
 */
public record AuditEvent(
        Instant at,
        String kind,
        String actor,
        String subject,
        Map<String, String> facts,
        Map<String, String> personal) {
    private static final Pattern KIND = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*");
    private static final int LONGEST_KIND = 64;
    private static final int LONGEST_ID = 200;

    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (kind.length() > LONGEST_KIND || !KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind of event: " + kind);
        }
        if (actor.isEmpty() || actor.length() > LONGEST_ID) {
            throw new IllegalArgumentException("an actor has 1 to " + LONGEST_ID + " characters");
        }
        if (subject != null && (subject.isEmpty() || subject.length() > LONGEST_ID)) {
            throw new IllegalArgumentException("a subject has 1 to " + LONGEST_ID + " characters");
        }
        facts = sorted(facts);
        personal = sorted(personal);
        if (subject == null && !personal.isEmpty()) {
            throw new IllegalArgumentException("personal fields need a subject, whose key encrypts them");
        }
    }

    /** An event without personal fields. */
    public static AuditEvent of(Instant at, String kind, String actor, String subject, Map<String, String> facts) {
        return new AuditEvent(at, kind, actor, subject, facts, Map.of());
    }

    private static Map<String, String> sorted(Map<String, String> fields) {
        if (fields.isEmpty()) {
            return Map.of();
        }
        fields.forEach((name, value) -> {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, name);
        });
        return Collections.unmodifiableMap(new TreeMap<>(fields));
    }
}
