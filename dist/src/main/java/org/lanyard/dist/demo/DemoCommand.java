package org.lanyard.dist.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lanyard.dist.serve.Shutdown;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.RefusedException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanyard demo}: the whole of Lanyard for an invented school, in one process and one folder. */
@Command(
        name = "demo",
        description = "Run an invented school on this machine: its service, a kiosk and 30 pupils' cards.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Of the parents' portal (default: ${DEFAULT-VALUE}; 0: any free one).")
    private int port;

    @Option(
            names = "--kiosk-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Of the kiosk's screen (default: ${DEFAULT-VALUE}; 0: any free one).")
    private int kioskPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to keep the school (default: lanyard/demo under the user's data directory).")
    private Path data;

    @Option(names = "--fresh", description = "Use a temporary folder, deleted at the end.")
    private boolean fresh;

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "Use the PC/SC reader whose name contains NAME instead of the one in software.")
    private Optional<String> reader = Optional.empty();

    @Option(
            names = "--check",
            description = "Go the whole way without hands, in a temporary folder on free ports; print a line a step.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    /** Only what goes wrong, so that a newcomer finds the addresses; {@code -Dlanyard.log=INFO} says more. */
    private static void calm() {
        if (System.getProperty("lanyard.log") == null
                && LoggerFactory.getLogger("org.lanyard") instanceof Logger logger) {
            logger.setLevel(Level.WARN);
        }
    }

    @Override
    public Integer call() throws Exception {
        calm();
        PrintWriter out = spec.commandLine().getOut();
        if (check) {
            return DemoCheck.run(out) ? ExitCode.OK.number() : ExitCode.FAILED.number();
        }
        if (fresh && data != null) {
            return refuse("--fresh and --data exclude each other", "leave one of them out");
        }
        DemoFolder folder = fresh ? DemoFolder.temporary() : DemoFolder.at(data == null ? DemoFolder.usual() : data);
        try {
            DemoSchool school = DemoSchool.open(folder, FreePort.or(port));
            DemoKiosk kiosk = DemoKiosk.start(school, kioskPort, reader);
            Shutdown.closes(kiosk, school, () -> leave(folder));
            tell(out, folder, school, kiosk.link());
            school.responder().begin();
            school.node().join();
            return ExitCode.OK.number();
        } catch (PkiException bad) {
            return refuse(bad.getMessage(), "--fresh starts in an empty folder; the kept one is " + folder.path());
        } catch (StoreException bad) {
            return refuse(bad.getMessage(), bad.hint());
        } catch (IOException taken) {
            if (!(taken instanceof BindException) && !(taken.getCause() instanceof BindException)) {
                throw taken;
            }
            return refuse("the port is taken: " + taken.getMessage(), "choose others: --port 8081 --kiosk-port 8091");
        }
    }

    private void leave(DemoFolder folder) throws IOException {
        if (fresh) {
            folder.delete();
        }
    }

    private void tell(PrintWriter out, DemoFolder folder, DemoSchool school, URI kiosk) throws RefusedException {
        out.println("Parents' portal     " + school.issuer() + "/");
        out.println("Kiosk's screen      " + kiosk + "  (opens once)");
        out.println("Discovery document  " + school.issuer() + "/.well-known/openid-configuration");
        out.println();
        out.println("Invitations, each for one parent's first key:");
        for (DemoSchool.Invitation each : school.invite()) {
            out.printf("  %-16s %s%n", each.guardian().name(), each.link());
            out.printf(
                    "  %-16s %s%n",
                    "",
                    each.second().isEmpty()
                            ? "made in person: no second code, and half an hour"
                            : "second code " + each.second());
            out.printf("  %-16s %s%n", "", each.guardian().story());
        }
        out.println();
        out.println("Everything is kept in " + folder.path() + (fresh ? " until the demo ends" : ""));
        out.printf("Ready after %.1f s. Ctrl-C stops the demo.%n", sinceStart().toMillis() / 1000.0);
        out.flush();
    }

    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private int refuse(String problem, String hint) {
        spec.commandLine().getErr().println("demo: " + problem);
        spec.commandLine().getErr().println("Hint: " + hint);
        return ExitCode.CONFIGURATION.number();
    }
}
