package org.lanyard.dist.serve;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.session.config.SessionConfig;

/**
 * {@code lanyard.toml}, the one configuration file of a node.
 *
 * @param service issuer, listening, TLS, times: the session service's own settings
 * @param store where everything is kept that has to last
 * @param webauthn the WebAuthn service inside this node, or elsewhere
 * @param masterKey file of the key that wraps the secrets in the store; the same on every node; made where absent
 * @param auditHeads file that the signed heads of the audit trail are appended to, outside the store
 * @param zone where the schools are, for the times on pages
 */
public record ServeConfig(
        SessionConfig service, Database store, WebAuthn webauthn, Path masterKey, Path auditHeads, String zone) {

    /**
     * @param file of the embedded store, where there is no {@code url}
     * @param url {@code jdbc:postgresql://host/database}
     * @param passwordFile its first line is the password
     * @param readers connections that only read
     */
    public record Database(Path file, Optional<String> url, String user, Optional<Path> passwordFile, int readers) {}

    /**
     * @param here false: {@code lanyard webauthn} runs on its own, behind the same proxy
     * @param rpName shown by some browsers
     * @param key PKCS#12 of the service's key
     */
    public record WebAuthn(boolean here, String rpName, Path key, Path passphraseFile) {}

    /**
     * A node for {@code localhost} with everything beside its configuration file.
     *
     * @param folder of that file: where the program was started from must not matter
     */
    public static ServeConfig defaults(Path folder) {
        return new ServeConfig(
                SessionConfig.defaults(),
                new Database(folder.resolve("lanyard.db"), Optional.empty(), "", Optional.empty(), 4),
                new WebAuthn(true, "Lanyard", folder.resolve("webauthn.p12"), folder.resolve("webauthn.pass")),
                folder.resolve("master.key"),
                folder.resolve("audit-heads"),
                "Europe/London");
    }

    public ServeConfig {
        ZoneId.of(zone);
    }

    /** The store's address, with its password read. */
    public StoreConfig storeConfig() throws PkiException {
        String url = store.url().orElse("jdbc:sqlite:" + store.file());
        if (store.passwordFile().isEmpty()) {
            return new StoreConfig(url, store.user(), "", store.readers());
        }
        char[] password = new Passphrase.FromFile(store.passwordFile().get()).read();
        try {
            return new StoreConfig(url, store.user(), new String(password), store.readers());
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
