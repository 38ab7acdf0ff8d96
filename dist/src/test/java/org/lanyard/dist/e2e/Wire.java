package org.lanyard.dist.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between two programs, which a test listens to and may cut. */
final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final int to;
    private final Listener listener;
    private final List<Closeable> ends = new CopyOnWriteArrayList<>();

    /** Hears what goes over the wire. */
    interface Listener {
        /**
         * @param answer whether this comes from the side that was connected to
         * @return false cuts the wire before this has passed
         */
        boolean hears(boolean answer, byte[] bytes);
    }

    /** @param to a port of this machine */
    Wire(int to, Listener listener) {
        this.to = to;
        this.listener = listener;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket from = server.accept();
            ends.add(from);
            try {
                Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
                ends.add(there);
                from.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                start(() -> carry(from, there, false));
                start(() -> carry(there, from, true));
            } catch (IOException nobodyThere) {
                from.close();
            }
        }
    }

    private void carry(Socket from, Socket there, boolean answer) throws IOException {
        try (from;
                there) {
            InputStream in = from.getInputStream();
            OutputStream out = there.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = in.read(buffer)) > 0; ) {
                if (!listener.hears(answer, Arrays.copyOf(buffer, read))) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException cut) {
                        // That is what wires are for.
                    }
                },
                "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        ends.add(server);
        ends.forEach(end -> {
            try {
                end.close();
            } catch (IOException e) {
                // Gone is gone.
            }
        });
    }
}
