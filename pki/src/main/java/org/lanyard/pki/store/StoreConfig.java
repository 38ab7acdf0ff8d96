package org.lanyard.pki.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Where the store is.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST[:PORT]/DATABASE}, without user or password in it
 * @param user the database's user; empty for SQLite
 * @param password the user's password; may be empty
 * @param readers how many connections read at once (SQLite), or connections in all (PostgreSQL); at least 1
 */
public record StoreConfig(String url, String user, String password, int readers) {
    public StoreConfig {
        Objects.requireNonNull(url, "url");
        user = user == null ? "" : user;
        password = password == null ? "" : password;
        if (readers < 1) {
            throw new IllegalArgumentException("a store needs at least one reader, not " + readers);
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException("the store's password belongs in its own setting, not in the URL");
        }
        Engine.of(url);
    }

    /** A SQLite file with four readers. */
    public static StoreConfig sqlite(Path file) {
        return new StoreConfig("jdbc:sqlite:" + file, "", "", 4);
    }

    Engine engine() {
        return Engine.of(url);
    }

    /** The URL without its parameters, for messages. */
    String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "StoreConfig[" + place() + ", readers=" + readers + "]";
    }
}
