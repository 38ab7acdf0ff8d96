package org.lanyard.card.pcsc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.smartcardio.CardTerminal;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * A reader over PC/SC that never needs a restart of this process: whatever ends its service ends, it takes up again.
 *
 * <p>libpcsclite lets one call at a time into a context, and a wait is such a call. So the watcher waits inside PC/SC
 * only while no card is there for anybody to speak to, and no other reader of this process shares the context; else it
 * looks every {@value #LOOK_MILLIS} ms.
 */
public final class PcscReader implements Reader {
    static final int LOOK_MILLIS = 100;

    private static final int WAIT_MILLIS = 500;
    private static final int LOOK_AGAIN_MILLIS = 500;

    /** How many readers of this process are being watched. */
    private static final AtomicInteger WATCHERS = new AtomicInteger();

    private final PcscConfig config;
    private final PcscService service = PcscService.shared();
    private final Object pause = new Object();
    private final AtomicReference<PcscConnection> connection = new AtomicReference<>();
    private volatile PcscService.Found found;
    private volatile boolean closing;
    private Thread watcher;
    private ReaderEvents events;
    /** What was told last; touched by the watcher alone. */
    private CardFault told;

    private boolean cardIn;

    public PcscReader(PcscConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        PcscService.Found now = found;
        return now != null ? now.terminal().getName() : config.reader().orElse("first PC/SC reader");
    }

    @Override
    public synchronized void start(ReaderEvents newEvents) {
        if (watcher != null) {
            throw new IllegalStateException("started already");
        }
        events = newEvents;
        watcher = new Thread(this::watch, "pcsc-reader");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        WATCHERS.incrementAndGet();
        try {
            findAndFollow();
        } finally {
            WATCHERS.decrementAndGet();
            found = null;
        }
    }

    private void findAndFollow() {
        while (!closing) {
            int generation = service.generation();
            try {
                PcscService.Found now = service.find(config.reader());
                generation = now.generation();
                found = now;
                told = null;
                events.available(now.terminal().getName());
                follow(now.terminal());
            } catch (CardException e) {
                lost(e.fault(), generation);
            }
        }
    }

    /** Tells what comes and goes until the reader fails. */
    private void follow(CardTerminal terminal) throws CardException {
        try {
            while (!closing) {
                boolean mayWait = !cardIn && WATCHERS.get() == 1;
                boolean present = mayWait ? terminal.waitForCardPresent(WAIT_MILLIS) : look(terminal);
                if (present && !cardIn) {
                    cardIn = true;
                    events.inserted();
                } else if (!present && cardIn) {
                    cardIn = false;
                    events.removed();
                }
            }
        } catch (javax.smartcardio.CardException | IllegalStateException e) {
            throw PcscFaults.of("watch", e);
        }
    }

    private boolean look(CardTerminal terminal) throws javax.smartcardio.CardException {
        rest(LOOK_MILLIS);
        return terminal.isCardPresent();
    }

    private void lost(CardFault why, int generation) {
        found = null;
        if (closing) {
            return;
        }
        if (cardIn) {
            cardIn = false;
            events.removed();
        }
        CardFault tellable =
                why == CardFault.NO_READER || why == CardFault.SERVICE_UNAVAILABLE ? why : CardFault.READER_FAILED;
        if (told != tellable) {
            told = tellable;
            events.unavailable(tellable);
        }
        // Without a reader the context is well, unless the service was restarted meanwhile, which shows in the next
        // try.
        boolean alive = why == CardFault.NO_READER || service.renew(generation);
        if (!alive || why == CardFault.NO_READER) {
            rest(LOOK_AGAIN_MILLIS);
        }
    }

    private void rest(int millis) {
        synchronized (pause) {
            if (!closing) {
                try {
                    pause.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    closing = true;
                }
            }
        }
    }

    @Override
    public CardConnection connect() throws CardException {
        PcscService.Found now = found;
        if (now == null) {
            now = service.find(config.reader());
        }
        PcscConnection before = connection.get();
        if (before != null) {
            throw new CardException(CardFault.CARD_IN_USE, "by this program");
        }
        AtomicReference<PcscConnection> made = new AtomicReference<>();
        PcscConnection opened =
                new PcscConnection(now.terminal(), config, () -> connection.compareAndSet(made.get(), null));
        made.set(opened);
        connection.set(opened);
        return opened;
    }

    @Override
    public void close() {
        PcscConnection open = connection.getAndSet(null);
        if (open != null) {
            open.close();
        }
        Thread running;
        synchronized (this) {
            running = watcher;
        }
        synchronized (pause) {
            closing = true;
            pause.notifyAll();
        }
        if (running != null && running != Thread.currentThread()) {
            try {
                running.join(2L * WAIT_MILLIS + LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
