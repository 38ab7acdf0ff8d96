package org.lanyard.dist.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is closed, in order, when the process is told to stop (Ctrl-C, SIGTERM). */
public final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Each is closed whatever becomes of the ones before it. */
    public static void closes(AutoCloseable... parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(parts), "shutdown"));
    }

    private static void closeAll(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception failed) {
                LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), failed);
            }
        }
    }
}
