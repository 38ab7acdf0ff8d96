package org.lanyard.card.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.kiosk.KioskConfig;
import org.lanyard.card.kiosk.KioskKeys;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.Passphrase;
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
            "  [browser] program, …                       started by the agent, fresh for each pupil",
            "  [policy] proof, relay-bound, idle, picture-moment"
        })
public final class KioskCommand implements Callable<Integer> {
    private static final long ENROL_AGAIN_SECONDS = 2;

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
        askAgainForUnknownNames();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "kiosk-stop"));
        KioskConfig config;
        Optional<KioskKeys> keys;
        try {
            config = KioskConfig.read(file);
            keys = keys(config, stopped);
        } catch (PkiException cannot) {
            return refuse(cannot.getMessage(), cannot.reason().hint());
        }
        if (keys.isPresent()) {
            try (KioskKeys kept = keys.get();
                    KioskMachine machine =
                            new KioskMachine(config, kept.start(), InstantSource.system(), new SecureRandom())) {
                machine.start(spec.commandLine().getOut());
                stopped.await();
            }
        }
        return ExitCode.OK.number();
    }

    /** Else the JVM would go on for ten seconds without a name that is known again. */
    static void askAgainForUnknownNames() {
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /** The key, as soon as the server that enrols can be reached; empty if it was stopped before. */
    private Optional<KioskKeys> keys(KioskConfig config, CountDownLatch stopped)
            throws PkiException, InterruptedException {
        String told = "";
        do {
            try {
                return Optional.of(
                        KioskKeys.open(config, InstantSource.system(), new SecureRandom(), Passphrase::askOnConsole));
            } catch (IOException away) {
                String problem = "enrolment: " + away + "; trying again until it works";
                if (!problem.equals(told)) {
                    spec.commandLine().getErr().println("lanyard kiosk: " + problem);
                    told = problem;
                }
            }
        } while (!stopped.await(ENROL_AGAIN_SECONDS, TimeUnit.SECONDS));
        return Optional.empty();
    }

    private int refuse(String problem, String hint) {
        spec.commandLine().getErr().println("lanyard kiosk: " + problem);
        spec.commandLine().getErr().println("Hint: " + hint);
        return ExitCode.CONFIGURATION.number();
    }
}
