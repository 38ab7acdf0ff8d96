package org.lanyard.session.card;

import java.util.Locale;

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

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    public static CardStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
