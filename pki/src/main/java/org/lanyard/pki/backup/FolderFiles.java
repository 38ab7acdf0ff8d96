package org.lanyard.pki.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files of a node's folder, as long as they were when they were listed: what is only ever appended to (the audit trail's
 * heads) may grow while a backup is made, and must not know more than the store's snapshot, which is taken after.
 */
final class FolderFiles {
    /** A wrong folder given by a slip of the pen ends here, not in a backup of the whole disk. */
    private static final int MOST = 10_000;

    private final Path folder;
    private final Map<String, Long> lengths = new TreeMap<>();

    private FolderFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The regular files below a folder; links are not followed.
     *
     * @param wanted by path relative to the folder, with slashes
     */
    static FolderFiles in(Path folder, Predicate<String> wanted) throws IOException {
        FolderFiles files = new FolderFiles(folder);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile() && wanted.test(name)) {
                    files.lengths.put(name, attributes.size());
                }
                if (files.lengths.size() > MOST) {
                    throw new IOException(folder + " has more than " + MOST + " files: is it the service's folder?");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    Iterable<String> names() {
        return lengths.keySet();
    }

    void copy(String name, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            byte[] buffer = new byte[1 << 16];
            long left = lengths.get(name);
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(folder.resolve(name) + " became shorter while it was read");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
