package org.lanyard.card.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lanyard.card.browser.BrowserKeeper;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.FolderWatch;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskBrowser;
import org.lanyard.card.kiosk.KioskConfig;
import org.lanyard.card.kiosk.KioskKeys;
import org.lanyard.card.kiosk.ServerClock;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.screen.KioskScreen;
import org.lanyard.pki.PkiException;

/** All of a kiosk put together: reader, screen, browser, agent, and the watch over its files. */
final class KioskMachine implements AutoCloseable {
    private static final Duration SILENT_CARD = Duration.ofSeconds(2);

    private final KioskScreen screen;
    private final Optional<BrowserKeeper> browser;
    private final KioskAgent agent;
    private final FolderWatch watch;

    KioskMachine(KioskConfig config, KioskKeys keys, InstantSource clock, SecureRandom random)
            throws IOException, PkiException {
        DoorClient door = DoorClient.of(config, keys, new ServerClock(clock), random);
        PcscConfig pcsc = new PcscConfig(config.reader(), config.cardInterface(), answerLimit(config));
        Reader reader = new PcscReader(pcsc);
        screen = new KioskScreen(config.port(), config.issuer(), config.language(), Optional.empty(), clock, random);
        browser = config.browser().isEmpty()
                ? Optional.empty()
                : Optional.of(new BrowserKeeper(
                        config.browser().get(),
                        screen,
                        screen::link,
                        profiles(config.browser().get())));
        KioskBrowser shown = browser.isPresent() ? browser.get() : screen;
        agent = new KioskAgent(config.policy(), reader, door, shown, random);
        watch = new FolderWatch(config.key().toAbsolutePath().getParent(), agent);
    }

    void start(PrintWriter out) throws Exception {
        browser.ifPresent(keeper -> screen.onJoin(keeper::joined));
        screen.start(agent);
        if (browser.isPresent()) {
            browser.get().start();
            out.println("Kiosk screen: " + screen.origin() + " in its own browser");
        } else {
            out.println("Kiosk screen (opens once): " + screen.link());
        }
        out.flush();
        agent.start();
        watch.start();
    }

    /** A card that says nothing is told of after two seconds; one that signs has as long as it may take for that. */
    private static Duration answerLimit(KioskConfig config) {
        Duration bound = config.policy().relayBound();
        return bound.compareTo(SILENT_CARD) > 0 ? bound : SILENT_CARD;
    }

    /** As configured, else what systemd made for this run, else of this run's own. */
    private static Path profiles(KioskConfig.Browser browser) throws IOException {
        if (browser.profiles().isPresent()) {
            return browser.profiles().get();
        }
        String runtime = System.getenv("RUNTIME_DIRECTORY");
        return runtime != null ? Path.of(runtime, "browser") : Files.createTempDirectory("lanyard-kiosk");
    }

    @Override
    public void close() {
        watch.close();
        // It closes the reader too, and ends the session: browser first, then the server.
        agent.close();
        browser.ifPresent(BrowserKeeper::close);
        screen.close();
    }
}
