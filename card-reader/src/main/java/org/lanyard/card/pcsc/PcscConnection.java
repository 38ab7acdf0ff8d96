package org.lanyard.card.pcsc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.smartcardio.Card;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.CommandApdu;
import org.lanyard.card.apdu.ResponseApdu;

/**
 * A card over PC/SC, held exclusively.
 *
 * <p>All calls into the JDK come from one thread of the connection's own: exclusive access belongs to a thread, and a
 * driver or another program that never lets go then blocks that thread and not the caller, who gets a fault in time.
 */
final class PcscConnection implements CardConnection {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final int NOTICE_MILLIS = 600;
    /** A PIN is typed meanwhile: the reader's own limit is shorter. */
    private static final Duration CONTROL_LIMIT = Duration.ofSeconds(65);

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final CardTerminal terminal;
    private final Duration answerLimit;
    private final Runnable onClose;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "pcsc-card");
        made.setDaemon(true);
        return made;
    });
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Touched by the connection's thread alone. */
    private Card card;

    private final byte[] atr;
    private final CardInterface cardInterface;

    PcscConnection(CardTerminal terminal, PcscConfig config, Runnable onClose) throws CardException {
        this.terminal = terminal;
        this.answerLimit = config.answerLimit();
        this.onClose = onClose;
        try {
            this.atr = call("connect", CONNECT_LIMIT, CardFault.CARD_IN_USE, this::open);
        } catch (CardException e) {
            close();
            throw e;
        }
        this.cardInterface = config.cardInterface().orElseGet(() -> InterfaceGuess.of(terminal.getName(), atr));
    }

    private byte[] open() throws javax.smartcardio.CardException {
        card = terminal.connect("*");
        card.beginExclusive();
        return card.getATR().getBytes();
    }

    @Override
    public CardInterface cardInterface() {
        return cardInterface;
    }

    @Override
    public byte[] atr() {
        return atr.clone();
    }

    @Override
    public Optional<PinPad> pinPad() {
        return PinPad.of(this::control, WINDOWS);
    }

    private byte[] control(int code, byte[] command) throws CardException {
        return call("control", CONTROL_LIMIT, CardFault.READER_FAILED, () -> {
            try {
                return card.transmitControlCommand(code, command);
            } catch (javax.smartcardio.CardException refused) {
                throw leaves()
                        ? new CardException(CardFault.CARD_REMOVED, "control", refused)
                        : new CardException(CardFault.PIN_PAD_FAILED, "control", refused);
            }
        });
    }

    @Override
    public ResponseApdu transceive(CommandApdu command) throws CardException {
        if (closed.get()) {
            throw new CardException(CardFault.CONNECTION_CLOSED, "the connection is over");
        }
        byte[] response = call("transmit", answerLimit.plusMillis(NOTICE_MILLIS), CardFault.CARD_MUTE, () -> {
            try {
                return card.getBasicChannel()
                        .transmit(new CommandAPDU(command.encode()))
                        .getBytes();
            } catch (javax.smartcardio.CardException e) {
                throw leaves() ? new CardException(CardFault.CARD_REMOVED, "transmit", e) : e;
            } catch (IllegalArgumentException e) {
                // The JDK's word for a response without a status word, which some drivers make up for a card that left.
                throw new CardException(
                        leaves() ? CardFault.CARD_REMOVED : CardFault.MALFORMED_RESPONSE, "transmit", e);
            }
        });
        return ResponseApdu.parse(response);
    }

    /**
     * Drivers tell a card pulled out in the middle of an APDU by all sorts of codes, and PC/SC notices it up to 400 ms
     * later.
     */
    private boolean leaves() {
        try {
            return terminal.waitForCardAbsent(NOTICE_MILLIS);
        } catch (javax.smartcardio.CardException e) {
            return false;
        }
    }

    /** Runs it on the connection's thread; gives up with {@code late} after {@code limit}. */
    private <T> T call(String step, Duration limit, CardFault late, Callable<T> work) throws CardException {
        Future<T> future;
        try {
            future = thread.submit(work);
        } catch (RejectedExecutionException e) {
            throw new CardException(CardFault.CONNECTION_CLOSED, step, e);
        }
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CardException ours ? ours : PcscFaults.of(step, e.getCause());
        } catch (TimeoutException e) {
            throw new CardException(late, step + " took over " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CardException(CardFault.CONNECTION_CLOSED, step + " interrupted", e);
        }
    }

    /** Runs after whatever hangs there now, so that the card is let go even then. */
    private Void letGo() throws javax.smartcardio.CardException {
        if (card != null) {
            Card held = card;
            card = null;
            try {
                held.endExclusive();
            } catch (javax.smartcardio.CardException | IllegalStateException e) {
                // Never begun, or the card is gone; the reset below is what matters.
            }
            held.disconnect(true);
        }
        return null;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            call("disconnect", CLOSE_LIMIT, CardFault.READER_FAILED, this::letGo);
        } catch (CardException e) {
            // A card that is gone has forgotten its PIN by itself.
        } finally {
            thread.shutdown();
            onClose.run();
        }
    }
}
