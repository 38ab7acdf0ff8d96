package org.lanyard.pki.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.ca.AuthorityDirectory;

/**
 * A note in the folder of an authority that is being made. An init that fails takes back what it made; one that is killed
 * leaves the note, and the next one tells what to do.
 */
final class UnfinishedInit implements AutoCloseable {
    private static final String NOTE = "init.unfinished";

    private final Path folder;
    private boolean inStore;
    private boolean done;

    private UnfinishedInit(Path folder) {
        this.folder = folder;
    }

    /**
     * Leaves the note where nothing is.
     *
     * @throws PkiException AUTHORITY_UNFINISHED, KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE
     */
    static UnfinishedInit begin(Path folder) throws PkiException {
        Path note = folder.resolve(NOTE);
        if (Files.exists(note)) {
            throw new PkiException(PkiReason.AUTHORITY_UNFINISHED, folder.toString());
        }
        AuthorityDirectory.requireNone(folder);
        try {
            Files.writeString(note, "lanyard pki init is not done.\n", StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, note.toString(), e);
        }
        return new UnfinishedInit(folder);
    }

    /** From now on the store may know the authority, and its keys are not taken back. */
    void comesIntoStore() {
        inStore = true;
    }

    void done() {
        done = true;
    }

    @Override
    public void close() throws IOException {
        if (!done && inStore) {
            return;
        }
        if (!done) {
            AuthorityDirectory.takeBack(folder);
        }
        Files.deleteIfExists(folder.resolve(NOTE));
    }
}
