package org.lanyard.dist.crash;

import java.nio.file.Path;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.store.StoreConfig;

/** Where everything of the service is that is killed: one folder, and a store in it or elsewhere. */
record Grounds(Path folder, StoreConfig store) {

    static Grounds of(String... arguments) {
        return new Grounds(Path.of(arguments[0]), new StoreConfig(arguments[1], arguments[2], arguments[3], 2));
    }

    static Grounds sqlite(Path folder) {
        return new Grounds(folder, StoreConfig.sqlite(folder.resolve(StoreOptions.STORE_FILE)));
    }

    /** For another process. */
    String[] arguments() {
        return new String[] {folder.toString(), store.url(), store.user(), store.password()};
    }

    Path masterKey() {
        return folder.resolve(StoreOptions.MASTER_KEY_FILE);
    }

    Path auditHeads() {
        return folder.resolve(StoreOptions.AUDIT_HEADS_FILE);
    }

    Path authority() {
        return folder.resolve("authority");
    }

    /** Of all key files. */
    Path passphrase() {
        return folder.resolve("pass");
    }

    /** Of the store's user. */
    Path password() {
        return folder.resolve("store.pass");
    }

    Path webauthnKey() {
        return folder.resolve("webauthn.p12");
    }

    Path configuration() {
        return folder.resolve("lanyard.toml");
    }

    /** Where the store is, for a command. */
    String[] storeOptions() {
        return new String[] {
            "--store", store.url(),
            "--store-user", store.user(),
            "--store-password-file", password().toString(),
            "--master-key", masterKey().toString()
        };
    }
}
