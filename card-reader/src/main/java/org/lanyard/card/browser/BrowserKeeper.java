package org.lanyard.card.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskBrowser;
import org.lanyard.card.kiosk.KioskConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a browser at the kiosk's screen: starts it, starts it again when it dies or hangs, and gives each pupil a fresh one.
 * The next is started while the former still says goodbye; only then the former is killed and its profile deleted, so that
 * the screen is never dark. A session for the next pupil waits for the next browser.
 */
public final class BrowserKeeper implements KioskBrowser, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");
    private static final Duration AGAIN = Duration.ofMillis(500);
    /** Longer than a slow machine needs to show the screen; what shows nothing by then hangs. */
    private static final Duration SHOWS = Duration.ofSeconds(20);

    private final KioskConfig.Browser config;
    private final KioskBrowser page;
    private final Supplier<URI> link;
    private final Path root;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "kiosk-browser");
        made.setDaemon(true);
        return made;
    });

    // Touched by the one thread alone.
    private Optional<BrowserProcess> current = Optional.empty();
    private Optional<BrowserProcess> former = Optional.empty();
    private Optional<HandOverCode> waiting = Optional.empty();
    private boolean shows;
    private int started;

    private volatile boolean closing;

    /**
     * @param page the screen's page, which shows sessions in this browser
     * @param link makes a new link to the screen, worth one browser
     * @param root for the profiles; what is in it of earlier runs is deleted
     */
    public BrowserKeeper(KioskConfig.Browser config, KioskBrowser page, Supplier<URI> link, Path root) {
        this.config = config;
        this.page = page;
        this.link = link;
        this.root = root;
    }

    public void start() {
        later(this::begin, Duration.ZERO);
    }

    /** A browser has opened the screen; to be told by it. */
    public void joined() {
        later(this::changed, Duration.ZERO);
    }

    @Override
    public void handOver(HandOverCode code) {
        later(
                () -> {
                    if (former.isPresent()) {
                        waiting = Optional.of(code);
                    } else {
                        page.handOver(code);
                    }
                },
                Duration.ZERO);
    }

    @Override
    public CompletionStage<Void> closeSession() {
        CompletionStage<Void> closed = page.closeSession();
        later(this::change, Duration.ZERO);
        return closed;
    }

    /** The process that shows the screen now, for whoever watches over this one; empty while there is none. */
    public Optional<Long> pid() {
        try {
            return thread.submit(() -> current.map(BrowserProcess::pid)).get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private void begin() {
        try {
            Files.createDirectories(root);
            try (Stream<Path> left = Files.list(root)) {
                List<Path> profiles = left.filter(
                                each -> each.getFileName().toString().startsWith("profile-"))
                        .toList();
                profiles.forEach(BrowserProcess::wipe);
            }
        } catch (IOException e) {
            LOG.warn("the browsers' folder {}: {}", root, e.toString());
        }
        launch();
    }

    private void launch() {
        waiting = Optional.empty();
        shows = false;
        int number = ++started;
        try {
            BrowserProcess made = BrowserProcess.start(config, root.resolve("profile-" + number), link.get());
            current = Optional.of(made);
            made.ended().thenRun(() -> later(() -> died(made), Duration.ZERO));
            later(() -> hung(made), SHOWS);
        } catch (IOException e) {
            LOG.warn("the browser does not start: {}", e.toString());
            current = Optional.empty();
            dropFormer();
            later(this::launchIfNone, AGAIN.multipliedBy(10));
        }
    }

    private void launchIfNone() {
        if (current.isEmpty()) {
            launch();
        }
    }

    /** A pupil has gone. */
    private void change() {
        if (former.isEmpty() && current.isPresent()) {
            former = current;
            launch();
        } else {
            waiting = Optional.empty();
        }
    }

    private void changed() {
        LOG.info("the browser shows the screen");
        shows = true;
        dropFormer();
        waiting.ifPresent(page::handOver);
        waiting = Optional.empty();
    }

    private void dropFormer() {
        former.ifPresent(BrowserProcess::kill);
        former = Optional.empty();
    }

    private void died(BrowserProcess which) {
        if (current.filter(now -> now == which).isPresent()) {
            LOG.warn("the browser ended, another is started");
            which.kill();
            current = Optional.empty();
            later(this::launchIfNone, AGAIN);
        }
    }

    private void hung(BrowserProcess which) {
        if (!shows && current.filter(now -> now == which).isPresent()) {
            LOG.warn("the browser has not opened the screen in {} s, another is started", SHOWS.toSeconds());
            dropFormer();
            which.kill();
            // Its end starts the next.
        }
    }

    private void later(Runnable work, Duration delay) {
        if (closing) {
            return;
        }
        try {
            thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed");
        }
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            thread.submit(() -> {
                        dropFormer();
                        current.ifPresent(BrowserProcess::kill);
                        current = Optional.empty();
                    })
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the browser did not end: {}", e.toString());
        }
        thread.shutdownNow();
    }
}
