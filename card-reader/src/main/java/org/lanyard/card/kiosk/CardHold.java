package org.lanyard.card.kiosk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the one card, and the one thread that speaks to it: one thing at a time, for one attempt. */
final class CardHold implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");

    private final Reader reader;
    private final Troubles troubles;
    private final Consumer<KioskEvent> events;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(work -> KioskAgent.daemon(work, "kiosk-card"));

    private CardConnection connection;
    private long connectedFor;

    CardHold(Reader reader, Troubles troubles, Consumer<KioskEvent> events) {
        this.reader = reader;
        this.troubles = troubles;
        this.events = events;
    }

    interface Work {
        void run() throws CardException;
    }

    /** What fails is told as the failure of that attempt. */
    void work(long attempt, Work work) {
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (CardException failed) {
                    events.accept(new KioskEvent.CardFailed(attempt, troubles.of(failed)));
                } catch (RuntimeException bug) {
                    events.accept(new KioskEvent.CardFailed(attempt, troubles.of(bug)));
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed");
        }
    }

    /** Lets go of the card of {@code attempt}; one that is read for a newer attempt stays. */
    void release(long attempt) {
        work(attempt, () -> {
            if (connectedFor == attempt) {
                disconnect();
            }
        });
    }

    /** From within {@link #work} alone, as {@link #held}. */
    CardConnection connect(long attempt) throws CardException {
        disconnect();
        connectedFor = attempt;
        connection = reader.connect();
        troubles.cardIsFree();
        return connection;
    }

    /** @throws CardException CARD_REMOVED where the card of that attempt is no longer there */
    CardConnection held(long attempt) throws CardException {
        if (connection == null || connectedFor != attempt) {
            throw new CardException(CardFault.CARD_REMOVED, "before its PIN was tried");
        }
        return connection;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        worker.execute(this::disconnect);
        worker.shutdown();
    }
}
