package org.lanyard.session.card;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The states of a card, in the order of its life. Only {@link #ACTIVE} opens anything. */
public enum CardStatus {
    IN_STOCK(false),
    ASSIGNED(false),
    PERSONALISED(false),
    ACTIVE(false),
    /** For a while: its certificates are on hold. */
    SUSPENDED(false),
    LOST(true),
    DAMAGED(true),
    RETURNED(true),
    RETIRED(true);

    private final boolean gone;

    CardStatus(boolean gone) {
        this.gone = gone;
    }

    /** Whether its certificates are revoked for ever in this state. */
    public boolean gone() {
        return gone;
    }

    /** Every transition that there is; a card that is retired stays so. */
    public Set<CardStatus> next() {
        return switch (this) {
            case IN_STOCK -> EnumSet.of(ASSIGNED, DAMAGED, LOST, RETIRED);
            case ASSIGNED -> EnumSet.of(IN_STOCK, PERSONALISED, DAMAGED, LOST, RETIRED);
            case PERSONALISED -> EnumSet.of(ACTIVE, DAMAGED, LOST, RETURNED, RETIRED);
            case ACTIVE -> EnumSet.of(SUSPENDED, LOST, DAMAGED, RETURNED, RETIRED);
            case SUSPENDED -> EnumSet.of(ACTIVE, LOST, DAMAGED, RETURNED, RETIRED);
            case LOST -> EnumSet.of(RETURNED, RETIRED);
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
