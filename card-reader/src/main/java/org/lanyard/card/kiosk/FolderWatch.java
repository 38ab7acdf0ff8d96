package org.lanyard.card.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second whether the agent could write its key's file, if it had to: a full or broken disk is said while it can
 * still be mended at leisure, not when the key has run out. What is written for it is deleted before it reaches the disk.
 */
public final class FolderWatch implements AutoCloseable {
    private static final long EVERY_SECONDS = 1;
    /** As large as the largest file of the agent's. */
    private static final int ENOUGH = 16 * 1024;

    private final Path folder;
    private final KioskAgent agent;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> KioskAgent.daemon(work, "kiosk-disk"));
    private boolean well = true;

    /** @param folder of the kiosk's key */
    public FolderWatch(Path folder, KioskAgent agent) {
        this.folder = folder;
        this.agent = agent;
    }

    public FolderWatch start() {
        thread.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void look() {
        boolean before = well;
        try {
            tryToWrite(folder);
            well = true;
            if (!before) {
                agent.canWrite();
            }
        } catch (IOException | RuntimeException full) {
            well = false;
            if (before) {
                agent.cannotWrite("cannot write in " + folder + ": " + full);
            }
        }
    }

    /**
     * Writes a file there and deletes it.
     *
     * @throws IOException as the key's file would be refused
     */
    static void tryToWrite(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".can-i-write", null);
        try {
            Files.write(file, new byte[ENOUGH]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
