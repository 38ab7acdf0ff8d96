package org.lanyard.card.softcard;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * A software card as a file: JSON, readable by its owner alone, replaced as a whole. The private keys lie in it in
 * clear, so whoever has the file has the card.
 */
public final class SoftCardFile {
    private static final long MOST_BYTES = 256 * 1024;

    private SoftCardFile() {}

    /**
     * Writes the card, and ties it to the file: from then on the returned card writes what changes in its memory there.
     *
     * @throws CardException {@link CardFault#CARD_FILE_UNUSABLE}
     */
    public static SoftCard save(SoftCard card, Path file) throws CardException {
        write(card.image(), file);
        return card.withKeeper(image -> write(image, file));
    }

    /** @throws CardException {@link CardFault#CARD_FILE_UNUSABLE} or {@link CardFault#CARD_FILE_INVALID} */
    public static SoftCard load(Path file) throws CardException {
        byte[] bytes;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CardException(CardFault.CARD_FILE_INVALID, file + " is too long");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CardException(CardFault.CARD_FILE_UNUSABLE, file.toString(), e);
        }
        SecureRandom random = new SecureRandom();
        SoftCardImage image = SoftCardDocument.parse(bytes, file.toString(), random);
        return new SoftCard(image, changed -> write(changed, file), random);
    }

    private static void write(SoftCardImage image, Path file) throws CardException {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            byte[] json = SoftCardDocument.write(image);
            FileAttribute<?>[] ownerAlone =
                    Files.getFileStore(target.getParent()).supportsFileAttributeView("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0];
            try (FileChannel channel = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerAlone)) {
                ByteBuffer buffer = ByteBuffer.wrap(json);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings have a JSON form", e);
        } catch (IOException e) {
            throw new CardException(CardFault.CARD_FILE_UNUSABLE, file.toString(), e);
        } finally {
            deleteQuietly(draft);
        }
    }

    private static void deleteQuietly(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // The card itself is written, or the failure is on its way already.
        }
    }
}
