package org.lanyard.pki.revocation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes written once and read more than once: in memory while they are few, in a temporary file once they are many. What
 * is in it is public.
 */
final class Spool extends OutputStream {
    private static final int IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream toFile;
    private long length;

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (memory.size() + count > IN_MEMORY) {
            if (toFile == null) {
                file = Files.createTempFile("lanyard-crl", ".part");
                toFile = Files.newOutputStream(file);
            }
            memory.writeTo(toFile);
            memory.reset();
        }
        memory.write(bytes, from, count);
        length += count;
    }

    long length() {
        return length;
    }

    /** All that was written, from its beginning; nothing may be written after that. */
    InputStream read() throws IOException {
        if (toFile == null) {
            return new ByteArrayInputStream(memory.toByteArray());
        }
        memory.writeTo(toFile);
        memory.reset();
        toFile.flush();
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (toFile != null) {
            toFile.close();
            Files.deleteIfExists(file);
        }
    }
}
