package org.lanyard.card.screen;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftReader;

/** Software cards and the software reader that they are held to. */
public final class SoftDeck implements DemoDeck, AutoCloseable {
    /** How long a hand holds a card to a reader. */
    private static final Duration TAP = Duration.ofMillis(700);

    private final SoftReader reader;
    private final Map<String, SoftCard> softCards = new LinkedHashMap<>();
    private final List<DemoCard> cards;
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-hand");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<String> inserted = Optional.empty();
    private long taps;

    /** A card and what is printed on it. */
    public record Printed(DemoCard face, SoftCard card) {}

    public SoftDeck(SoftReader reader, List<Printed> deck) {
        this.reader = reader;
        deck.forEach(printed -> softCards.put(printed.face().id(), printed.card()));
        this.cards = deck.stream().map(Printed::face).toList();
    }

    @Override
    public List<DemoCard> cards() {
        return cards;
    }

    @Override
    public synchronized void tap(String id) {
        remove();
        reader.insert(card(id), CardInterface.CONTACTLESS);
        long tap = ++taps;
        hand.schedule(() -> lift(tap), TAP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Unless the hand has taken another card meanwhile. */
    private synchronized void lift(long tap) {
        if (tap == taps) {
            remove();
        }
    }

    @Override
    public synchronized void insert(String id) {
        remove();
        reader.insert(card(id), CardInterface.CONTACT);
        inserted = Optional.of(id);
    }

    @Override
    public synchronized void remove() {
        taps++;
        reader.remove();
        inserted = Optional.empty();
    }

    @Override
    public synchronized Optional<String> inserted() {
        return inserted;
    }

    private SoftCard card(String id) {
        SoftCard card = softCards.get(id);
        if (card == null) {
            throw new IllegalArgumentException("no such card");
        }
        return card;
    }

    @Override
    public void close() {
        hand.shutdownNow();
    }
}
