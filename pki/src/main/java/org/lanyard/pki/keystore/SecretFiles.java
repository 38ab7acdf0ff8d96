package org.lanyard.pki.keystore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** Files that hold secrets: mode 0600 from their first byte, flushed to the disk, and whole or absent. */
final class SecretFiles {
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private SecretFiles() {}

    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    static byte[] read(Path file, int limit) throws PkiException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                Arrays.fill(bytes, (byte) 0);
                throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file + " is longer than " + limit + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file.toString(), e);
        }
    }

    /** Puts the file there and answers true, or leaves the one that is there already and answers false. */
    static boolean createOnce(Path file, byte[] content) throws PkiException {
        Path part = write(file, content);
        try {
            // A hard link fails where the name exists, which a rename does not.
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file.toString(), e);
        } finally {
            part.toFile().delete();
        }
        flushFolder(file);
        return true;
    }

    /** Puts the file there, in the place of an older one if there is one. */
    static void replace(Path file, byte[] content) throws PkiException {
        Path part = write(file, content);
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file + ": no atomic rename here", e);
        } catch (IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file.toString(), e);
        } finally {
            part.toFile().delete();
        }
        flushFolder(file);
    }

    /** Writes beside the file and takes it away again. */
    static void tryOut(Path file) throws PkiException {
        write(file, new byte[1 << 14]).toFile().delete();
    }

    private static Path write(Path file, byte[] content) throws PkiException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder, attributes(existing(folder), OWNER_FOLDER));
            try (FileChannel channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    attributes(folder, OWNER_FILE))) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            return part;
        } catch (IOException e) {
            part.toFile().delete();
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file.toString(), e);
        }
    }

    private static Path existing(Path folder) {
        Path found = folder;
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    private static FileAttribute<?>[] attributes(Path where, Set<PosixFilePermission> rights) throws IOException {
        FileStore store = Files.getFileStore(where);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static void flushFolder(Path file) {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Not every system can flush a folder; the file's own bytes are on the disk by then.
            return;
        }
    }
}
