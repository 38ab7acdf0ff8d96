package org.lanyard.pki.backup;

/** Is told how far a backup or a restore has come. */
public interface BackupProgress {
    /** Tells nobody. */
    BackupProgress SILENT = new BackupProgress() {
        @Override
        public void rows(String table, long soFar) {}

        @Override
        public void table(String table, long rows) {}
    };

    /** So many rows of a table are done; called for each row. */
    void rows(String table, long soFar);

    /** A table is done. */
    void table(String table, long rows);
}
