package org.lanyard.pki.cli;

import java.io.PrintWriter;
import org.lanyard.pki.backup.BackupProgress;

/** Tells of large tables while they are copied, on the error stream: what is printed stays for scripts. */
record RowsTold(PrintWriter err) implements BackupProgress {
    private static final long EVERY = 100_000;

    @Override
    public void rows(String table, long soFar) {
        if (soFar % EVERY == 0) {
            err.printf("  %s: %,d rows …%n", table, soFar);
            err.flush();
        }
    }

    @Override
    public void table(String table, long rows) {
        if (rows >= EVERY) {
            err.printf("  %s: %,d rows, done%n", table, rows);
            err.flush();
        }
    }
}
