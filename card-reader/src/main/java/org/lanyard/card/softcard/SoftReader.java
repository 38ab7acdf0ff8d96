package org.lanyard.card.softcard;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.pcsc.ReaderEvents;

/**
 * A reader in this process, for software cards: the demo's, and the tests'. Behaves as {@link Reader} says, down to the
 * one thread that tells the events.
 */
public final class SoftReader implements Reader {
    private final String name;
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "soft-reader");
        thread.setDaemon(true);
        return thread;
    });
    private ReaderEvents events;
    private boolean plugged = true;
    private boolean heldByAnother;
    private Slot slot;
    private SoftConnection connection;

    private Optional<SoftPinPad> pad = Optional.empty();

    public SoftReader(String name) {
        this.name = name;
    }

    /** Gives the reader a pad for PINs; before it is used. */
    public SoftReader withPinPad(SoftPinPad itsPad) {
        pad = Optional.of(itsPad);
        return this;
    }

    /** A card in the reader. */
    private record Slot(SoftCard card, CardInterface on) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start(ReaderEvents newEvents) {
        if (events != null) {
            throw new IllegalStateException("started already");
        }
        events = newEvents;
        if (plugged) {
            tell(e -> e.available(name));
            if (slot != null) {
                tell(ReaderEvents::inserted);
            }
        } else {
            tell(e -> e.unavailable(CardFault.NO_READER));
        }
    }

    /** Puts a card in, or into the field; one that is there already is taken out first. */
    public synchronized void insert(SoftCard card, CardInterface on) {
        remove();
        slot = new Slot(card, on);
        if (plugged) {
            tell(ReaderEvents::inserted);
        }
    }

    /** Takes the card out, in the middle of whatever it is doing; does nothing if there is none. */
    public synchronized void remove() {
        if (slot == null) {
            return;
        }
        slot = null;
        dropConnection();
        if (plugged) {
            tell(ReaderEvents::removed);
        }
    }

    /** The reader's cable is pulled; a card stays in it. */
    public synchronized void unplug() {
        if (plugged) {
            plugged = false;
            dropConnection();
            if (slot != null) {
                tell(ReaderEvents::removed);
            }
            tell(e -> e.unavailable(CardFault.NO_READER));
        }
    }

    public synchronized void plug() {
        if (!plugged) {
            plugged = true;
            tell(e -> e.available(name));
            if (slot != null) {
                tell(ReaderEvents::inserted);
            }
        }
    }

    /** Another program takes the card for itself, or lets it go: until then it cannot be connected. */
    public synchronized void setHeldByAnother(boolean held) {
        heldByAnother = held;
    }

    @Override
    public synchronized CardConnection connect() throws CardException {
        if (!plugged) {
            throw new CardException(CardFault.NO_READER, name);
        }
        if (slot == null) {
            throw new CardException(CardFault.NO_CARD, name);
        }
        if (connection != null || heldByAnother) {
            throw new CardException(CardFault.CARD_IN_USE, name);
        }
        connection = new SoftConnection(slot.card, slot.on, pad, this::pulledOut, this::closed);
        return connection;
    }

    /** A fault of the card itself took it out. */
    private synchronized void pulledOut(SoftConnection by) {
        if (connection == by) {
            remove();
        }
    }

    private synchronized void closed(SoftConnection by) {
        if (connection == by) {
            connection = null;
        }
    }

    private void dropConnection() {
        if (connection != null) {
            connection.cardLeft();
            connection = null;
        }
    }

    private void tell(Consumer<ReaderEvents> event) {
        if (events == null) {
            return;
        }
        ReaderEvents listener = events;
        try {
            teller.execute(() -> event.accept(listener));
        } catch (RejectedExecutionException e) {
            // Closed: nobody listens any more.
        }
    }

    @Override
    public void close() {
        teller.shutdownNow();
        try {
            teller.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
