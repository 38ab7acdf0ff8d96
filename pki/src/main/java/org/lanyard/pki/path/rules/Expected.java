package org.lanyard.pki.path.rules;

import java.util.List;
import java.util.Optional;
import org.lanyard.pki.path.names.Subject;

/**
 * What the leaf has to be good for, each of it.
 *
 * @param purpose object identifier of an extended key usage
 * @param subjects hosts, addresses and mailboxes that it has to name
 */
public record Expected(Optional<String> purpose, List<Subject> subjects) {
    /** Anything. */
    public static final Expected NOTHING = new Expected(Optional.empty(), List.of());

    public Expected {
        subjects = List.copyOf(subjects);
    }

    /** A purpose alone. */
    public static Expected purpose(String oid) {
        return new Expected(Optional.of(oid), List.of());
    }

    /** The same and more. */
    public Expected with(Subject... more) {
        return new Expected(purpose, List.of(more));
    }
}
