package org.lanyard.card.kiosk;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.pcsc.ReaderEvents;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.tap.TapPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kiosk: takes one event at a time on one thread, asks {@link Transitions} what follows, and has it done.
 *
 * <p>{@code watch} the display, then {@code start}. Closing it ends a session that is open: browser first, then server.
 */
public final class KioskAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int WORKERS = 3;

    private final Reader reader;
    private final KioskBrowser browser;
    private final InstantSource time;
    private final Troubles troubles;
    private final DoorDesk door;
    private final Heartbeat heartbeat;
    private final CardHold hold;
    private final CardDesk card;
    private final PinDesk pin;
    private final ScheduledThreadPoolExecutor workers;
    private final LinkedBlockingQueue<KioskEvent> queue = new LinkedBlockingQueue<>();
    private final List<Consumer<KioskDisplay>> watchers = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "kiosk");

    private volatile Situation situation;
    private volatile Optional<Trouble> notice = Optional.empty();
    private volatile boolean closing;
    private CompletionStage<Void> browserClosed = CompletableFuture.completedFuture(null);

    /** @param random for ids and support codes */
    public KioskAgent(KioskPolicy policy, Reader reader, DoorClient door, KioskBrowser browser, SecureRandom random) {
        this(policy, reader, door, browser, random, new MonotonicClock());
    }

    KioskAgent(
            KioskPolicy policy,
            Reader reader,
            DoorClient door,
            KioskBrowser browser,
            SecureRandom random,
            InstantSource time) {
        this.reader = reader;
        this.browser = browser;
        this.time = time;
        this.troubles = new Troubles(random);
        this.workers = new ScheduledThreadPoolExecutor(WORKERS, work -> daemon(work, "kiosk-door"));
        this.workers.setRemoveOnCancelPolicy(true);
        this.door = new DoorDesk(door, policy, troubles, queue::add, workers);
        this.heartbeat = new Heartbeat(this.door::beat, random);
        TapPolicy taps = TapPolicy.DEFAULT.withSignatureLimit(policy.relayBound());
        this.hold = new CardHold(reader, troubles, queue::add);
        this.card = new CardDesk(hold, this.door, taps, troubles, queue::add);
        this.pin = new PinDesk(hold, card, this.door, taps.pin(), troubles, queue::add, random);
        this.situation = Situation.initial(policy.proof());
        this.thread.setDaemon(true);
    }

    /** Called with what is to be shown now, and then at each change, on the kiosk's thread: it has to return at once. */
    public void watch(Consumer<KioskDisplay> watcher) {
        watchers.add(watcher);
        watcher.accept(display());
    }

    public KioskDisplay display() {
        return KioskDisplay.of(situation, notice);
    }

    public void start() {
        thread.start();
        door.start();
        heartbeat.start();
        reader.start(new FromReader());
    }

    /** A PIN was typed; the agent zeroes it. */
    public void enterPin(Pin pin) {
        queue.add(new KioskEvent.PinEntered(pin));
    }

    /** The old PIN and a new one were typed; the agent zeroes both. */
    public void changePin(Pin current, Pin next) {
        queue.add(new KioskEvent.ChangeEntered(current, next));
    }

    /** A PIN is to be changed. */
    public void chooseChange() {
        queue.add(new KioskEvent.ChangeChosen());
    }

    /** A lesson pass is to be typed. */
    public void choosePass() {
        queue.add(new KioskEvent.PassChosen());
    }

    /** A lesson pass was typed, or scanned. */
    public void enterPass(PassCode pass) {
        queue.add(new KioskEvent.PassEntered(pass));
    }

    /** Says whether the picture that is shown is of whoever looks at it. */
    public void answerPicture(boolean mine) {
        queue.add(mine ? new KioskEvent.PictureIsMine() : new KioskEvent.PictureIsNotMine());
    }

    /** The drawings of the pictures that this kiosk shows. */
    public Pictures pictures() {
        return door.pictures();
    }

    /** Signs out, or calls off what is going on. */
    public void signOut() {
        queue.add(new KioskEvent.SignOut());
    }

    /** Changes what this kiosk asks of a card, from the next card on. */
    public void choose(Proof proof) {
        queue.add(new KioskEvent.ProofChosen(proof));
    }

    /** This machine's own files can't be written; said while the kiosk is ready, which it is all the same. */
    void cannotWrite(String why) {
        queue.add(new KioskEvent.Noticed(Optional.of(troubles.of(Cause.DISK, why))));
    }

    /** They can be written again. */
    void canWrite() {
        LOG.info("the kiosk's files can be written again");
        queue.add(new KioskEvent.Noticed(Optional.empty()));
    }

    private void run() {
        while (!closing) {
            try {
                KioskEvent event = queue.poll(waitFor().toMillis() + 1, TimeUnit.MILLISECONDS);
                take(event == null ? new KioskEvent.TimeUp() : event);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException bug) {
                // One event that went wrong must not take the kiosk with it.
                troubles.of(bug);
            }
        }
    }

    private void take(KioskEvent event) {
        Situation before = situation;
        KioskDisplay shown = display();
        if (event instanceof KioskEvent.Noticed noticed) {
            notice = noticed.trouble();
        }
        Step step = Transitions.next(before, event, time.instant());
        situation = step.next();
        if (!(event instanceof KioskEvent.TimeUp) || before != step.next()) {
            LOG.debug("{} + {} -> {}", before.state(), event, step.next().state());
        }
        step.actions().forEach(this::act);
        KioskDisplay now = display();
        if (!now.equals(shown)) {
            watchers.forEach(watcher -> watcher.accept(now));
        }
    }

    private void act(KioskAction action) {
        if (action instanceof KioskAction.TapCard tap) {
            card.tap(tap.attempt(), tap.butNot());
        } else if (action instanceof KioskAction.ReadForPin read) {
            pin.readForPin(read.attempt(), read.butNot());
        } else if (action instanceof KioskAction.VerifyAndSign verify) {
            pin.verifyAndSign(verify.attempt(), verify.pin());
        } else if (action instanceof KioskAction.VerifyOnReader verify) {
            pin.verifyOnReader(verify.attempt());
        } else if (action instanceof KioskAction.ReadForChange read) {
            pin.readForChange(read.attempt());
        } else if (action instanceof KioskAction.ChangePin change) {
            pin.changePin(change.attempt(), change.current(), change.next());
        } else if (action instanceof KioskAction.ReleaseCard release) {
            hold.release(release.attempt());
        } else if (action instanceof KioskAction.DropPin drop) {
            drop.pin().close();
        } else if (action instanceof KioskAction.OpenDoor open) {
            door.open(open.attempt());
        } else if (action instanceof KioskAction.OpenWithPass open) {
            door.openWithPass(open.attempt(), open.pass());
        } else if (action instanceof KioskAction.HandOver handOver) {
            door.handOver(handOver.attempt()).ifPresent(browser::handOver);
        } else if (action instanceof KioskAction.CloseBrowser) {
            browserClosed = closeBrowser();
        } else if (action instanceof KioskAction.EndSession end) {
            door.end(end.attempt(), end.notMe(), browserClosed);
        } else if (action instanceof KioskAction.ForgetSession forget) {
            door.forget(forget.attempt());
        } else {
            throw new IllegalStateException("an action that nobody does: " + action.getClass());
        }
    }

    /** A browser that doesn't say that it is closed doesn't keep the session alive. */
    private CompletionStage<Void> closeBrowser() {
        return browser.closeSession().toCompletableFuture().copy().completeOnTimeout(null, 1, TimeUnit.SECONDS);
    }

    private Duration waitFor() {
        Instant now = time.instant();
        Duration left =
                situation.until().map(until -> Duration.between(now, until)).orElse(LONGEST_WAIT);
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        thread.interrupt();
        heartbeat.close();
        reader.close();
        hold.close();
        if (situation.session().isPresent()) {
            closeBrowser().toCompletableFuture().join();
        }
        door.endAll();
        workers.shutdownNow();
    }

    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What the reader tells becomes events of ours. */
    private final class FromReader implements ReaderEvents {
        @Override
        public void available(String readerName) {
            LOG.info("reader {}", readerName);
            queue.add(new KioskEvent.ReaderUp());
        }

        @Override
        public void unavailable(CardFault why) {
            queue.add(new KioskEvent.ReaderDown(troubles.of(why, why.name())));
        }

        @Override
        public void inserted() {
            queue.add(new KioskEvent.CardInserted());
        }

        @Override
        public void removed() {
            queue.add(new KioskEvent.CardRemoved());
        }
    }
}
