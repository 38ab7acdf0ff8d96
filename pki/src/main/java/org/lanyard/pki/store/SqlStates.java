package org.lanyard.pki.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One place that maps the drivers' codes (SQLite result codes, PostgreSQL SQLSTATE classes) to the store's reasons. */
final class SqlStates {
    private static final int PRIMARY_CODE = 0xff;

    private SqlStates() {}

    static StoreReason reason(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return reason(sqlite.getResultCode());
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("40001") || state.equals("40P01")) {
            return StoreReason.CONFLICT;
        } else if (state.equals("55P03") || state.equals("57014") || state.startsWith("53")) {
            return StoreReason.BUSY;
        } else if (state.startsWith("08") || state.startsWith("57P") || state.equals("3D000")) {
            return StoreReason.UNREACHABLE;
        } else if (state.startsWith("28") || state.equals("42501")) {
            return StoreReason.REFUSED;
        } else if (state.startsWith("23")) {
            return StoreReason.CONSTRAINT;
        } else if (state.startsWith("58")) {
            return StoreReason.DISK;
        } else if (state.startsWith("XX")) {
            return StoreReason.CORRUPT;
        }
        return StoreReason.STATEMENT;
    }

    private static StoreReason reason(SQLiteErrorCode code) {
        int primary = code.code & PRIMARY_CODE;
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return StoreReason.BUSY;
        } else if (primary == SQLiteErrorCode.SQLITE_NOTADB.code || primary == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return StoreReason.CORRUPT;
        } else if (primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return StoreReason.UNREACHABLE;
        } else if (primary == SQLiteErrorCode.SQLITE_PERM.code
                || primary == SQLiteErrorCode.SQLITE_AUTH.code
                || primary == SQLiteErrorCode.SQLITE_READONLY.code) {
            return StoreReason.REFUSED;
        } else if (primary == SQLiteErrorCode.SQLITE_FULL.code || primary == SQLiteErrorCode.SQLITE_IOERR.code) {
            return StoreReason.DISK;
        } else if (primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            return StoreReason.CONSTRAINT;
        }
        return StoreReason.STATEMENT;
    }

    /** Whether the whole unit is worth repeating: serialization failure, deadlock. */
    static boolean repeatable(Throwable failure) {
        // Bounded: a chain of causes may be circular.
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql && reason(sql) == StoreReason.CONFLICT) {
                return true;
            }
        }
        return false;
    }

    /** The code without the driver's prose, which may repeat values. */
    static String label(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().name();
        }
        return failure.getSQLState() == null ? failure.getClass().getSimpleName() : "SQLSTATE " + failure.getSQLState();
    }

    static String hint(StoreReason reason) {
        return switch (reason) {
            case UNREACHABLE -> "Check that the database runs and that the store's URL names it.";
            case REFUSED -> "Check the store's user and password, and who owns the file and its folder.";
            case CORRUPT -> "Stop the service and restore the newest backup; keep the damaged file for a look.";
            case MIGRATION ->
                "Check that no older release is at work on this store, and that the user may change the schema.";
            case BUSY -> "Another process holds the store; try again when it has finished.";
            case CONFLICT -> "Try again; if it stays, look for a transaction that never ends.";
            case DISK -> "Check the free space and the health of the disk.";
            case OUTCOME_UNKNOWN -> "Look the change up before doing it again.";
            case CONSTRAINT, STATEMENT, CLOSED, MISUSE, NOT_EMPTY -> "";
        };
    }
}
