package org.lanyard.pki.store;

import java.util.Map;

/** The databases that the store speaks to. */
public enum Engine {
    /** Embedded, one machine: write-ahead log, one writer, group commit. */
    SQLITE(
            "jdbc:sqlite:",
            "",
            "",
            Map.of("keyed", " WITHOUT ROWID", "blob", "BLOB", "serial", "INTEGER PRIMARY KEY AUTOINCREMENT")),
    /** PostgreSQL, or what speaks its protocol: many nodes, row locks. */
    POSTGRESQL(
            "jdbc:postgresql:",
            " FOR UPDATE",
            " FOR SHARE",
            Map.of("keyed", "", "blob", "BYTEA", "serial", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"));

    private final String prefix;
    private final String forUpdate;
    private final String forShare;
    private final Map<String, String> placeholders;

    Engine(String prefix, String forUpdate, String forShare, Map<String, String> placeholders) {
        this.prefix = prefix;
        this.forUpdate = forUpdate;
        this.forShare = forShare;
        this.placeholders = placeholders;
    }

    /** To append to a SELECT whose rows this unit will change; empty on SQLite, which has one writer. */
    public String forUpdate() {
        return forUpdate;
    }

    /** To append to a SELECT whose rows must not change before this unit commits; empty on SQLite. */
    public String forShare() {
        return forShare;
    }

    /** The same for some of the tables that are joined, by their names in the SELECT; not twice for one table. */
    public String forUpdate(String tables) {
        return of(forUpdate, tables);
    }

    /** The same for some of the tables that are joined. */
    public String forShare(String tables) {
        return of(forShare, tables);
    }

    private static String of(String clause, String tables) {
        return clause.isEmpty() ? "" : clause + " OF " + tables;
    }

    String prefix() {
        return prefix;
    }

    /** What a migration's {@code ${…}} become. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    static Engine of(String url) {
        for (Engine engine : values()) {
            if (url.startsWith(engine.prefix) && url.length() > engine.prefix.length()) {
                return engine;
            }
        }
        throw new IllegalArgumentException("the store's URL begins with jdbc:sqlite: or jdbc:postgresql:");
    }
}
