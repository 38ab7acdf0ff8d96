package org.lanyard.pki.store;

/** Why the store refused or failed: all there is. */
public enum StoreReason {
    /** No database answers at that place, or its file cannot be opened. */
    UNREACHABLE,
    /** The database refused the user, the password or a right. */
    REFUSED,
    /** The file is not a database, or is damaged. */
    CORRUPT,
    /** Something is in a database that was to be empty. */
    NOT_EMPTY,
    /** The schema could not be brought up to date. */
    MIGRATION,
    /** Another holds the lock, or no connection came free in time. */
    BUSY,
    /** Serialization failures did not end within the bounded attempts. */
    CONFLICT,
    /** A statement broke a constraint of the schema. */
    CONSTRAINT,
    /** A statement failed otherwise. */
    STATEMENT,
    /** The commit failed: the unit may or may not have lasted, and was not acknowledged. */
    OUTCOME_UNKNOWN,
    /** The disk is full or failed. */
    DISK,
    /** The store is closed. */
    CLOSED,
    /** A unit within a unit, or a unit that ends its own transaction. */
    MISUSE
}
