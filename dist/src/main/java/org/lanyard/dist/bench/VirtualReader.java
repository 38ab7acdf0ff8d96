package org.lanyard.dist.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.lanyard.card.softcard.VpcdCard;

/**
 * The real PC/SC service with vpcd's virtual reader: the one that runs, or else one of our own for as long as this is open. Its
 * log, which could have PINs in it, is thrown away.
 */
final class VirtualReader implements AutoCloseable {
    /** As PC/SC calls it. */
    static final String NAME = "Virtual PCD 00 00";

    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<Process> own;

    private VirtualReader(Optional<Process> own) {
        this.own = own;
    }

    /** @param progress is told why there is none */
    static Optional<VirtualReader> open(Consumer<String> progress) throws IOException {
        if (accepts()) {
            return Optional.of(new VirtualReader(Optional.empty()));
        }
        if (!Files.isExecutable(DAEMON) || !Files.exists(DRIVER)) {
            progress.accept("no virtual reader here (apt-get install pcscd vsmartcard-vpcd): in this process alone");
            return Optional.empty();
        }
        Process process = new ProcessBuilder(DAEMON.toString(), "--foreground")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                progress.accept("pcscd does not start here (it wants to be root): in this process alone");
                return Optional.empty();
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return Optional.of(new VirtualReader(Optional.of(process)));
    }

    private static boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), VpcdCard.PORT), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        own.ifPresent(process -> {
            process.destroy();
            process.onExit()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        process.destroyForcibly();
                        return null;
                    })
                    .join();
        });
    }
}
