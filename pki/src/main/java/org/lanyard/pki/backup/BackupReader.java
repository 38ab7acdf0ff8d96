package org.lanyard.pki.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * Reads a backup from its first byte to its last, and hands what is in it to a receiver. What the receiver was given counts
 * only once {@link #read} has returned: the count of the rows and the end of the encryption come last.
 */
final class BackupReader {
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    /** Who takes what is in a backup, in this order: the manifest, files, tables with their rows. */
    interface Receiver {
        void manifest(Manifest manifest) throws PkiException, IOException;

        void file(String name, InputStream content) throws PkiException, IOException;

        void row(Manifest.Table table, JsonNode row) throws PkiException, IOException;

        void tableEnds(Manifest.Table table, long rows) throws PkiException, IOException;
    }

    private BackupReader() {}

    /**
     * Reads the whole of it.
     *
     * @throws PkiException BACKUP_FILE_UNUSABLE, BACKUP_KEY_WRONG, BACKUP_DAMAGED
     */
    static Manifest read(Path file, BackupKey key, Receiver receiver) throws PkiException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new PkiException(PkiReason.BACKUP_FILE_UNUSABLE, file.toString(), e);
        }
        try (channel;
                InputStream plain = new BufferedInputStream(Channels.newInputStream(key.decrypting(channel)), 1 << 16);
                ZipInputStream zip = new ZipInputStream(plain)) {
            Manifest manifest = manifest(zip);
            receiver.manifest(manifest);
            for (String name : manifest.files()) {
                enter(zip, Backup.FILES + name);
                receiver.file(name, zip);
            }
            Map<String, Long> counts = new HashMap<>();
            for (Manifest.Table table : manifest.tables()) {
                enter(zip, Backup.TABLES + table.name());
                counts.put(table.name(), rows(zip, table, receiver));
            }
            enter(zip, Backup.END);
            if (!Backup.JSON.readValue(zip.readAllBytes(), COUNTS).equals(counts)) {
                throw new IOException("the rows are not as many as there were");
            }
            if (zip.getNextEntry() != null) {
                throw new IOException("more than there should be");
            }
            // To the end of the encryption: a file that was cut off between two pieces is found out there alone.
            plain.transferTo(OutputStream.nullOutputStream());
            return manifest;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new PkiException(PkiReason.BACKUP_DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    private static Manifest manifest(ZipInputStream zip) throws IOException, PkiException {
        enter(zip, Backup.MANIFEST);
        Manifest manifest = Backup.JSON.readValue(zip.readAllBytes(), Manifest.class);
        if (manifest.format() != Manifest.FORMAT) {
            throw new PkiException(PkiReason.BACKUP_TOO_NEW, "layout " + manifest.format());
        }
        for (String name : manifest.files()) {
            if (name.startsWith("/")
                    || name.indexOf('\\') >= 0
                    || name.indexOf('\0') >= 0
                    || List.of(name.split("/", -1)).stream().anyMatch(part -> part.matches("|\\.|\\.\\."))) {
                throw new IOException("a file that would leave the folder");
            }
        }
        return manifest;
    }

    private static void enter(ZipInputStream zip, String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException(name + " is not where it belongs");
        }
    }

    private static long rows(ZipInputStream zip, Manifest.Table table, Receiver receiver)
            throws IOException, PkiException {
        long count = 0;
        try (JsonParser json = Backup.JSON.createParser(zip)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            while (json.nextToken() != null) {
                JsonNode row = json.readValueAsTree();
                if (!row.isArray() || row.size() != table.columns().size()) {
                    throw new IOException("a row of " + table.name() + " has another shape");
                }
                receiver.row(table, row);
                count++;
            }
        }
        receiver.tableEnds(table, count);
        return count;
    }
}
