package org.lanyard.dist.card;

import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.pcsc.ReaderEvents;

/** A card reader, and somebody who puts one card after the other into it. */
final class ReaderSlot implements CardSlot, ReaderEvents {
    private final Reader reader;
    private final Consumer<String> tell;
    private CardConnection connection;
    private boolean there;

    ReaderSlot(Reader reader, Consumer<String> tell) {
        this.reader = reader;
        this.tell = tell;
        reader.start(this);
    }

    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public CardConnection next(UUID card, String whose) throws CardException, InterruptedException {
        tell.accept("Put a card for " + whose + " into " + name() + ".");
        await(true);
        connection = reader.connect();
        return connection;
    }

    @Override
    public void done() throws InterruptedException {
        if (connection != null) {
            connection.close();
            connection = null;
            tell.accept("Take the card out of " + name() + ".");
            await(false);
        }
    }

    private synchronized void await(boolean wanted) throws InterruptedException {
        while (there != wanted) {
            wait();
        }
    }

    private synchronized void set(boolean now) {
        there = now;
        notifyAll();
    }

    @Override
    public boolean keepsCards() {
        return false;
    }

    @Override
    public void available(String readerName) {
        // Nothing is in it yet.
    }

    @Override
    public void unavailable(CardFault why) {
        tell.accept(name() + " cannot be used: " + why);
    }

    @Override
    public void inserted() {
        set(true);
    }

    @Override
    public void removed() {
        set(false);
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
        reader.close();
    }
}
