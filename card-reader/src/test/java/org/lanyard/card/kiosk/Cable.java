package org.lanyard.card.kiosk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between a kiosk and its door: real connections, which are carried, cut, or swallowed without a word. */
final class Cable implements AutoCloseable {
    private final int to;
    private final int port;
    private final List<Closeable> ends = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;
    private volatile boolean swallowing;

    /** @param to the door's port on this machine */
    Cable(int to) {
        this.to = to;
        this.server = listen(0);
        this.port = server.getLocalPort();
        start(server);
    }

    int port() {
        return port;
    }

    private static ServerSocket listen(int at) {
        try {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 50);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pulled: what is open breaks, what is new is refused. */
    void pull() {
        close();
    }

    /** Everything is taken in and nothing comes out, as where a firewall drops it. */
    void swallow() {
        swallowing = true;
    }

    /** As new; what was swallowed stays lost. */
    void mend() {
        if (swallowing) {
            closeEnds();
            swallowing = false;
        }
        if (server.isClosed()) {
            server = listen(port);
            start(server);
        }
    }

    private void start(ServerSocket listening) {
        daemon(() -> {
            while (true) {
                Socket from = listening.accept();
                ends.add(from);
                Socket there = new Socket();
                ends.add(there);
                try {
                    there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
                    daemon(() -> carry(from, there));
                    daemon(() -> carry(there, from));
                } catch (IOException nobodyThere) {
                    from.close();
                }
            }
        });
    }

    private void carry(Socket from, Socket there) throws IOException {
        try (from;
                there) {
            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = from.getInputStream().read(buffer)) > 0; ) {
                if (!swallowing) {
                    there.getOutputStream().write(buffer, 0, read);
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException cut) {
                        // What a cable is here for.
                    }
                },
                "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void closeEnds() {
        ends.forEach(Cable::close);
        ends.clear();
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException gone) {
            // Gone is gone.
        }
    }

    @Override
    public void close() {
        close(server);
        closeEnds();
    }
}
