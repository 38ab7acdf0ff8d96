package org.lanyard.card.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lanyard.card.kiosk.KioskConfig;

/** One Chromium on a profile of its own, which goes when it goes. */
final class BrowserProcess {
    /** No history, no cache on the disk, no account, no questions; the session's window opens without a click. */
    private static final List<String> ARGUMENTS = List.of(
            "--kiosk",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-popup-blocking",
            "--disable-sync",
            "--disable-extensions",
            "--disable-component-update",
            "--disable-background-networking",
            "--disable-session-crashed-bubble",
            "--disable-features=Translate,MediaRouter,OptimizationHints",
            "--disk-cache-size=1",
            "--noerrdialogs",
            "--overscroll-history-navigation=0",
            "--password-store=basic");

    private static final long GOES_SECONDS = 3;

    private final Process process;
    private final Path profile;

    private BrowserProcess(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /**
     * Starts it.
     *
     * @param profile a folder that is not there yet
     * @param link where it begins; it stands in a file that this user alone can read, and in no list of processes
     */
    static BrowserProcess start(KioskConfig.Browser config, Path profile, URI link) throws IOException {
        Files.createDirectory(
                profile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path begin = profile.resolve("begin.html");
        Files.writeString(
                begin,
                "<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=" + link + "\">\n",
                StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(config.program()));
        command.addAll(ARGUMENTS);
        command.add("--user-data-dir=" + profile);
        command.addAll(config.arguments());
        command.add(begin.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new BrowserProcess(process, profile);
    }

    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    long pid() {
        return process.pid();
    }

    /** Kills it with all that it started, and deletes its profile. */
    void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(GOES_SECONDS, TimeUnit.SECONDS);
            for (ProcessHandle each : all) {
                each.onExit().get(GOES_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            // What still writes there is deleted at the next start.
        }
        wipe(profile);
    }

    /** Deletes a folder with all that is in it, as far as it can be deleted. */
    static void wipe(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException failed) throws IOException {
                    Files.deleteIfExists(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stillUsed) {
            // Once more when the next one is started.
        }
    }
}
