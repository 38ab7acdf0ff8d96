package org.lanyard.pki.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The signed heads outside the store: text, one line each, only ever appended to. Copy it where who can change the store
 * cannot reach it; it may be rotated.
 */
final class HeadFile {
    private static final long TAIL_BYTES = 8_192;

    private final Path file;

    HeadFile(Path file) {
        this.file = file;
    }

    /** The place of the last whole head; 0 if there is none. Reads the file's end alone. */
    long lastPlace() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(TAIL_BYTES, channel.size()));
            long from = channel.size() - end.capacity();
            while (end.hasRemaining() && channel.read(end, from + end.position()) > 0) {
                // Until the buffer is full or the file ends.
            }
            String[] lines = new String(end.array(), 0, end.position(), StandardCharsets.ISO_8859_1).split("\n", -1);
            long last = 0;
            for (String line : lines) {
                last = SignedHead.parse(line).map(SignedHead::place).orElse(last);
            }
            return last;
        }
    }

    void append(HeadKey key, SignedHead head) throws IOException {
        create();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            StringBuilder text = new StringBuilder();
            if (end == 0) {
                text.append(key.line()).append('\n');
            } else if (!endsWithNewline(channel, end)) {
                // A crash cut the last line off: begin a new one, the torn one stays as it is.
                text.append('\n');
            }
            text.append(head.line()).append('\n');
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    private static boolean endsWithNewline(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, end - 1);
        return last.get(0) == '\n';
    }

    private void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        } else {
            Files.createFile(file);
        }
    }
}
