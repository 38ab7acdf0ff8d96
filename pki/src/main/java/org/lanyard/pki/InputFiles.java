package org.lanyard.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that somebody names, but none that would fill the memory. */
public final class InputFiles {
    /** A list of a million certificates takes 53 MB. */
    private static final int LIMIT_MB = 64;

    private static final int LIMIT = LIMIT_MB << 20;

    private InputFiles() {}

    /**
     * The whole file.
     *
     * @throws IOException if it cannot be read, or is longer than 64 MB
     */
    public static byte[] read(Path file) throws IOException {
        // The length alone would not do: a device or a pipe has none.
        if (Files.size(file) <= LIMIT) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LIMIT + 1);
                if (bytes.length <= LIMIT) {
                    return bytes;
                }
            }
        }
        throw new IOException(file + " is longer than " + LIMIT_MB + " MB");
    }
}
