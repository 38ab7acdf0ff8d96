package org.lanyard.pki.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * The file that a certificate will be written to, taken before it is signed: a path that cannot be written, or a full
 * disk, is told while nothing is issued. It comes whole, and never in the place of another.
 */
final class NewFile implements AutoCloseable {
    /** More than a certificate in PEM takes. */
    private static final int ROOM = 1 << 14;

    private final Path file;
    private final Path part;

    private NewFile(Path file, Path part) {
        this.file = file;
        this.part = part;
    }

    /**
     * Takes room beside the file.
     *
     * @throws PkiException OUTPUT_EXISTS, OUTPUT_UNWRITABLE
     */
    static NewFile open(Path file) throws PkiException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new PkiException(PkiReason.OUTPUT_EXISTS, file.toString());
        }
        Path part = file.toAbsolutePath().resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, new byte[ROOM], StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            part.toFile().delete();
            throw new PkiException(PkiReason.OUTPUT_UNWRITABLE, file.toString(), e);
        }
        return new NewFile(file, part);
    }

    /**
     * Writes the whole file.
     *
     * @throws PkiException OUTPUT_EXISTS if somebody else was faster, OUTPUT_UNWRITABLE
     */
    void write(String ascii) throws PkiException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.truncate(bytes.capacity());
            channel.force(true);
        } catch (IOException e) {
            throw new PkiException(PkiReason.OUTPUT_UNWRITABLE, file.toString(), e);
        }
        try {
            link();
        } catch (FileAlreadyExistsException e) {
            throw new PkiException(PkiReason.OUTPUT_EXISTS, file.toString(), e);
        } catch (IOException e) {
            throw new PkiException(PkiReason.OUTPUT_UNWRITABLE, file.toString(), e);
        }
    }

    private void link() throws IOException {
        try {
            // A hard link fails where the name exists, which a rename does not.
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // A stick, perhaps, whose file system knows no links.
            Files.move(part, file);
        }
    }

    @Override
    public void close() {
        part.toFile().delete();
    }
}
