package org.lanyard.card.screen;

import java.util.List;
import java.util.Optional;

/** The demo's cards and its reader in software: shown beside the screen, where a real kiosk has a reader in front of it. */
public interface DemoDeck {
    /**
     * One card.
     *
     * @param id names it here, and is not the card's own id
     * @param label what is printed on it: a name
     * @param detail a second line, such as a class; may be empty
     * @param hint said beside the PIN pad while this card is in, such as the demo's PIN; may be empty
     */
    record DemoCard(String id, String label, String detail, String hint) {}

    List<DemoCard> cards();

    /** Holds the card to the reader, without contacts, for as long as a hand does. */
    void tap(String id);

    /** Puts the card into the reader, on its contacts, taking out what is in. */
    void insert(String id);

    /** Takes out what is in. */
    void remove();

    /** The card that is put in. */
    Optional<String> inserted();
}
