package org.lanyard.card.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.softcard.VpcdCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softcard FILE}: a software card as a card of PC/SC, for trying a kiosk without hardware. */
@Command(
        name = "softcard",
        description = "Puts a software card into a virtual reader (vpcd) until Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class SoftCardCommand implements Callable<Integer> {
    private static final long AGAIN_SECONDS = 1;
    private static final long LOOK_MILLIS = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The software card, as lanyard demo or SoftCardFile wrote it.")
    private Path file;

    @Option(names = "--host", defaultValue = "localhost", description = "Where vpcd listens (${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "" + VpcdCard.PORT,
            description = "Its port (${DEFAULT-VALUE}; the second reader has the next one).")
    private int port;

    @Option(names = "--contactless", description = "The card behaves as if tapped: no PIN, 9E alone.")
    private boolean contactless;

    @Mixin
    private SoftCardFaultOptions faults;

    private final CountDownLatch stop = new CountDownLatch(1);

    /** Takes the card out and lets {@link #call} return. */
    public void stop() {
        stop.countDown();
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Thread hook = new Thread(this::stop, "softcard-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            SoftCard card = faults.on(SoftCardFile.load(file));
            CardInterface on = contactless ? CardInterface.CONTACTLESS : CardInterface.CONTACT;
            VpcdCard inserted = VpcdCard.insert(card, on, host, port);
            while (stop.getCount() > 0) {
                out.println("Card " + card.id() + " is in the reader at " + host + ":" + port + ".");
                out.flush();
                hold(inserted);
                inserted = stop.getCount() > 0 ? again(card, on, out) : inserted;
            }
            inserted.close();
            return ExitCode.OK;
        } catch (CardException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("softcard: " + e.getMessage());
            err.println(hint(e.fault()));
            err.flush();
            return ExitCode.SOFTWARE;
        } finally {
            removeHook(hook);
        }
    }

    private void hold(VpcdCard inserted) throws InterruptedException {
        while (!inserted.awaitRemoved(LOOK_MILLIS)) {
            if (stop.getCount() == 0) {
                inserted.close();
            }
        }
    }

    /** The reader let the card go, as when its service restarts: the card goes in again when it is back. */
    private VpcdCard again(SoftCard card, CardInterface on, PrintWriter out)
            throws InterruptedException, CardException {
        out.println("The reader let the card go; trying again each second.");
        out.flush();
        while (true) {
            boolean stopped = stop.await(AGAIN_SECONDS, TimeUnit.SECONDS);
            try {
                return VpcdCard.insert(card, on, host, port);
            } catch (CardException e) {
                if (stopped) {
                    throw e;
                }
            }
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM ends already, by this very hook.
        }
    }

    private static String hint(CardFault fault) {
        return switch (fault) {
            case VIRTUAL_READER_UNREACHABLE ->
                "Is pcscd running, with vpcd? On Debian: apt-get install pcscd vsmartcard-vpcd";
            case CARD_FILE_INVALID -> "Take a file that lanyard demo wrote, under cards/ in its data folder.";
            default -> "Check the file's path, its owner and its rights.";
        };
    }
}
