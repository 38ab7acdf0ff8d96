package org.lanyard.card.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.vectors.RealPart;

/**
 * The real PC/SC service with vpcd's virtual readers, for one test at a time on the whole machine: {@link #start} waits
 * for the others.
 *
 * <pre>{@code
 * try (Pcscd pcscd = Pcscd.start();
 *         VpcdCard card = VpcdCard.insert(softCard, CardInterface.CONTACT, Pcscd.PORT);
 *         Reader reader = new PcscReader(PcscConfig.FIRST_READER.withReader(Pcscd.READER))) { … }
 * }</pre>
 *
 * <p>vpcd listens on every address of the machine: run it where nobody else reaches it. The service's own log is thrown
 * away, as it has PINs in it.
 */
public final class Pcscd implements AutoCloseable {
    /** The reader that a card at {@link #PORT} is in. */
    public static final String READER = "Virtual PCD 00 00";

    public static final int PORT = VpcdCard.PORT;

    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
    private static final Path PID = Path.of("/run/pcscd/pcscd.pid");
    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "lanyard-pcscd.lock");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FileChannel channel;
    private final FileLock lock;
    private Process process;

    private Pcscd(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Skips the calling test, or fails it on CI, unless Debian's packages are installed and may be started. */
    public static void require() {
        boolean mayStart = running() || "root".equals(System.getProperty("user.name"));
        RealPart.require(
                "pcscd with vpcd",
                Files.isExecutable(DAEMON) && Files.exists(DRIVER) && mayStart,
                "As root: apt-get install pcscd vsmartcard-vpcd");
    }

    /** Starts the service, unless one runs already, and waits until its first virtual reader takes cards. */
    public static Pcscd start() {
        require();
        try {
            FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Pcscd pcscd = new Pcscd(channel, channel.lock());
            if (!running()) {
                pcscd.up();
            }
            return pcscd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this object started the service and so may stop it. */
    public boolean isOwn() {
        return process != null;
    }

    /** Starts the service after {@link #down}. */
    public void up() {
        try {
            process = new ProcessBuilder(DAEMON.toString(), "--foreground")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("pcscd to listen", () -> Files.exists(SOCKET) && accepts(PORT));
    }

    /** Stops the service; cards in its readers are thrown out. */
    public void down() {
        if (process == null) {
            throw new IllegalStateException("this pcscd belongs to somebody else");
        }
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        await("vpcd's port to be free", () -> !accepts(PORT));
    }

    public void restart() {
        down();
        up();
    }

    private static boolean running() {
        try {
            return Files.exists(SOCKET)
                    && ProcessHandle.of(Long.parseLong(Files.readString(PID).strip()))
                            .isPresent();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + LIMIT.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        try (channel;
                lock) {
            if (process != null) {
                down();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
