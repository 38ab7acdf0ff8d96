package org.lanyard.webauthn.cli;

import java.nio.file.Path;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.webauthn.MetadataConfig;
import org.lanyard.webauthn.credential.CredentialStore;

/** Where a configuration file says that the metadata comes from, and is kept. */
@FunctionalInterface
public interface MetadataPlace {
    /**
     * What the file says.
     *
     * @param migrations what the store is opened with
     */
    record Found(MetadataConfig metadata, StoreConfig store, List<String> migrations) {}

    /**
     * Reads a configuration file.
     *
     * @throws PkiException where it is not one
     * @throws IllegalArgumentException with what does not fit together
     */
    Found read(Path config) throws PkiException;

    /** The configuration of the WebAuthn service by itself. */
    static Found alone(Path config) throws PkiException {
        WebAuthnSettings settings = Toml.read(
                config, WebAuthnSettings.defaults(config.toAbsolutePath().getParent()));
        return new Found(
                settings.metadata(),
                WebAuthnCommand.storeConfig(settings.store()),
                List.of(CredentialStore.MIGRATIONS));
    }
}
