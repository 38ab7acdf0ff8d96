package org.lanyard.card.judge;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.PivCard;

/** What is in a card's containers, each without the tag around it. */
public final class CardContents {
    private final Map<Container, byte[]> contents = new EnumMap<>(Container.class);

    /** @param contents those that are there; an empty one is as good as absent */
    public CardContents(Map<Container, byte[]> contents) {
        contents.forEach((container, content) -> {
            if (content.length > 0) {
                this.contents.put(container, content.clone());
            }
        });
    }

    /**
     * Reads a selected card, as far as it lets itself be read: without the PIN, biometrics and the Printed Information
     * count as absent.
     */
    public static CardContents read(PivCard card) throws CardException {
        Map<Container, byte[]> found = new EnumMap<>(Container.class);
        for (Container container : Container.values()) {
            try {
                card.content(container.tag()).ifPresent(content -> found.put(container, content));
            } catch (CardException e) {
                if (!isLocked(e)) {
                    throw e;
                }
            }
        }
        return new CardContents(found);
    }

    private static boolean isLocked(CardException e) {
        return e.fault() == CardFault.PIN_REQUIRED
                || e.fault() == CardFault.CONTACTS_REQUIRED
                || e.status().equals(Optional.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED));
    }

    public Optional<byte[]> of(Container container) {
        return Optional.ofNullable(contents.get(container)).map(byte[]::clone);
    }

    /** The same with another content; an empty one takes the container away. */
    public CardContents with(Container container, byte[] content) {
        Map<Container, byte[]> changed = new EnumMap<>(Container.class);
        changed.putAll(contents);
        changed.put(container, content);
        return new CardContents(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardContents o
                && contents.keySet().equals(o.contents.keySet())
                && contents.entrySet().stream()
                        .allMatch(each -> Arrays.equals(each.getValue(), o.contents.get(each.getKey())));
    }

    @Override
    public int hashCode() {
        return contents.keySet().hashCode();
    }
}
