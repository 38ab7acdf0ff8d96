package org.lanyard.session.card;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The states of a card, in the order of its life, and every transition that there is. Only {@link #ACTIVE} opens anything.
 *
 * <p>Lost is refused everywhere from the same second, but not for ever: most lost cards are in another bag. So its certificates
 * are on hold, and {@code found} brings it back to what it was, for {@link CardStates#HOLD} and as long as no other card took
 * its place. Nothing is risked by that: a card on hold opens as little as a revoked one, and its keys cannot be copied. When
 * another card takes its place, it is retired, and revoked for ever, in the commit that activates the other.
 */
public enum CardStatus {
    /** Blank, in the office's drawer. */
    IN_STOCK(Certificates.REVOKED),
    /** Somebody is to get it; it is being written, or the writing failed on the way. */
    ASSIGNED(Certificates.AS_THEY_ARE),
    /** Complete, and not handed out yet. */
    PERSONALISED(Certificates.AS_THEY_ARE),
    ACTIVE(Certificates.RELEASED),
    /** For a while, by the office or because its holder left. */
    SUSPENDED(Certificates.HELD),
    /** Until it is found, replaced or given up. */
    LOST(Certificates.HELD),
    DAMAGED(Certificates.REVOKED),
    /** Handed in, of no further use. */
    RETURNED(Certificates.REVOKED),
    RETIRED(Certificates.REVOKED);

    /** What becomes of a card's certificates when it enters a state. */
    enum Certificates {
        AS_THEY_ARE,
        RELEASED,
        HELD,
        REVOKED
    }

    private final Certificates certificates;

    CardStatus(Certificates certificates) {
        this.certificates = certificates;
    }

    Certificates certificates() {
        return certificates;
    }

    /** Whether its life is over: its certificates are revoked for ever, and it will not be used again. */
    public boolean gone() {
        return switch (this) {
            case DAMAGED, RETURNED, RETIRED -> true;
            case IN_STOCK, ASSIGNED, PERSONALISED, ACTIVE, SUSPENDED, LOST -> false;
        };
    }

    /** Every transition that there is; a card that is retired stays so. */
    public Set<CardStatus> next() {
        return switch (this) {
            case IN_STOCK -> EnumSet.of(ASSIGNED, DAMAGED, LOST, RETIRED);
            case ASSIGNED -> EnumSet.of(IN_STOCK, PERSONALISED, DAMAGED, LOST, RETIRED);
            case PERSONALISED -> EnumSet.of(ACTIVE, DAMAGED, LOST, RETURNED, RETIRED);
            case ACTIVE -> EnumSet.of(SUSPENDED, LOST, DAMAGED, RETURNED, RETIRED);
            case SUSPENDED -> EnumSet.of(ACTIVE, LOST, DAMAGED, RETURNED, RETIRED);
            // Back to what it was, and only by "found": see CardStates.
            case LOST -> EnumSet.of(ACTIVE, SUSPENDED, DAMAGED, RETURNED, RETIRED);
            case DAMAGED, RETURNED -> EnumSet.of(RETIRED);
            case RETIRED -> EnumSet.noneOf(CardStatus.class);
        };
    }

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    public static CardStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
