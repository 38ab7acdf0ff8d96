package org.lanyard.session.roster;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is to be done with a bundle.
 *
 * @param source which system it comes from; the same one each time, as its ids mean something only within it
 * @param dry whether it is to be tried and nothing written
 * @param suspending the second yes: exactly so many cards are to be suspended. Who names the number has seen what the import
 *     does to people as well, so it stands for them too ({@link RosterReason#TOO_MANY_GONE}); another number than the true one is
 *     refused even where none was needed
 * @param actor who imports, as the audit trail names them
 */
public record RosterOrder(String source, boolean dry, OptionalLong suspending, String actor) {
    public RosterOrder {
        if (source.isBlank()) {
            throw new IllegalArgumentException("a roster needs a source");
        }
        Objects.requireNonNull(suspending);
        Objects.requireNonNull(actor);
    }

    /** An import that nobody says a second yes to. */
    public static RosterOrder of(String source) {
        return new RosterOrder(source, false, OptionalLong.empty(), "roster:" + source);
    }

    public RosterOrder dryRun() {
        return new RosterOrder(source, true, suspending, actor);
    }

    public RosterOrder suspending(long cards) {
        return new RosterOrder(source, dry, OptionalLong.of(cards), actor);
    }

    /** The rule by which cards of this source are suspended, as {@code card.suspended_by} keeps it. */
    String rule() {
        return "roster:" + source;
    }
}
