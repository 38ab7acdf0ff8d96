package org.lanyard.card.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.FolderWatch;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskConfig;
import org.lanyard.card.kiosk.KioskKeys;
import org.lanyard.card.kiosk.ServerClock;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.pcsc.Reader;
import org.lanyard.card.screen.KioskScreen;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.keystore.CryptoProviders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanyard kiosk --config FILE}: the agent and its screen, until Ctrl-C. */
@Command(
        name = "kiosk",
        mixinStandardHelpOptions = true,
        description = "Run a kiosk: read cards, show the screen, sign pupils in and out.",
        footer = {
            "",
            "The file (TOML):",
            "  issuer, client-id, key, passphrase-file    have to be given",
            "  reader, card-interface, port, language     where the defaults do not fit",
            "  [enrolment] service, root, token-file      where the key comes from, and renews itself",
            "  [policy] proof, relay-bound, idle, …"
        })
public final class KioskCommand implements Callable<Integer> {
    private static final Duration SILENT_CARD = Duration.ofSeconds(2);

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The kiosk's configuration (TOML): issuer, client-id, key, passphrase-file, …")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CryptoProviders.install();
        // Else the JVM would go on for ten seconds without a name that is known again.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        KioskConfig config;
        KioskKeys keys;
        try {
            config = KioskConfig.read(file);
            keys = KioskKeys.open(config, InstantSource.system(), new SecureRandom());
        } catch (PkiException cannot) {
            return refuse(cannot.getMessage(), cannot.reason().hint());
        } catch (IOException cannot) {
            return refuse("enrolment failed: " + cannot.getMessage(), "Check [enrolment], its files and the network.");
        }
        try (keys) {
            run(config, keys.start());
        }
        return ExitCode.OK.number();
    }

    private int refuse(String problem, String hint) {
        spec.commandLine().getErr().println("lanyard kiosk: " + problem);
        spec.commandLine().getErr().println("Hint: " + hint);
        return ExitCode.CONFIGURATION.number();
    }

    private void run(KioskConfig config, KioskKeys keys) throws Exception {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        DoorClient door = new DoorClient(config.issuer(), config.clientId(), keys, new ServerClock(clock), random);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "kiosk-stop"));
        PcscConfig pcsc = PcscConfig.FIRST_READER;
        pcsc = new PcscConfig(config.reader(), config.cardInterface(), answerLimit(config));
        try (Reader reader = new PcscReader(pcsc);
                KioskScreen screen = new KioskScreen(
                        config.port(), config.issuer(), config.language(), Optional.empty(), clock, random);
                KioskAgent agent = new KioskAgent(config.policy(), reader, door, screen, random);
                FolderWatch watch =
                        new FolderWatch(config.key().toAbsolutePath().getParent(), agent)) {
            screen.start(agent);
            spec.commandLine().getOut().println("Kiosk screen (opens once): " + screen.link());
            spec.commandLine().getOut().flush();
            agent.start();
            watch.start();
            stopped.await();
        }
    }

    /** A card that says nothing is told of after two seconds; one that signs has as long as it may take for that. */
    private static Duration answerLimit(KioskConfig config) {
        Duration bound = config.policy().relayBound();
        return bound.compareTo(SILENT_CARD) > 0 ? bound : SILENT_CARD;
    }
}
