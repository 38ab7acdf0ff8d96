package org.lanyard.pki.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.pki.store.StoreException;
import org.lanyard.pki.store.StoreReason;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command finds the store and the master key. {@code @Mixin StoreOptions} in the command. */
public final class StoreOptions {
    /** The store's file in a data folder. */
    public static final String STORE_FILE = "lanyard.db";
    /** The master key's file in a data folder. */
    public static final String MASTER_KEY_FILE = "master.key";
    /** The audit trail's signed heads in a data folder. */
    public static final String AUDIT_HEADS_FILE = "audit-heads";

    private static final String SQLITE = "jdbc:sqlite:";
    private static final int READERS = 2;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The service's folder: " + STORE_FILE + ", " + MASTER_KEY_FILE + ", " + AUDIT_HEADS_FILE + ".")
    private Path data;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "The store, if it is elsewhere: jdbc:postgresql://HOST/DATABASE or jdbc:sqlite:FILE.")
    private String url;

    @Option(names = "--store-user", paramLabel = "NAME", description = "The store's user.")
    private String user;

    @Option(names = "--store-password-file", paramLabel = "FILE", description = "A file with that user's password.")
    private Path passwordFile;

    @Option(names = "--master-key", paramLabel = "FILE", description = "The master key, if it is elsewhere.")
    private Path masterKey;

    /**
     * Opens a store that is there already; a command never makes one by a slip of the pen.
     *
     * @throws StoreException UNREACHABLE if the file is absent; and as {@link Store#open}
     */
    public Store open(String... migrations) throws PkiException {
        StoreConfig config = config();
        if (config.url().startsWith(SQLITE)
                && !Files.exists(Path.of(config.url().substring(SQLITE.length())))) {
            throw new StoreException(
                    StoreReason.UNREACHABLE,
                    "there is no store at " + config.url().substring(SQLITE.length()),
                    "Check --data or --store.",
                    null);
        }
        return Store.open(config, migrations);
    }

    /** Opens the store, or makes it. */
    public Store openOrCreate(String... migrations) throws PkiException {
        return Store.open(config(), migrations);
    }

    /**
     * The master key, which has to be there already.
     *
     * @throws PkiException KEY_FILE_UNREADABLE
     */
    public MasterKey masterKey() throws PkiException {
        Path file = masterKeyFile();
        if (!Files.exists(file)) {
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, "there is no master key at " + file);
        }
        return MasterKey.openOrCreate(file);
    }

    /** The master key's file, whether it is there or not. */
    public Path masterKeyFile() {
        return masterKey != null ? masterKey : folder("--master-key").resolve(MASTER_KEY_FILE);
    }

    /** The data folder, or null where the options name the parts one by one. */
    public Path data() {
        return data;
    }

    /** The store's place, if it is not the file in the data folder. */
    Optional<StoreConfig> elsewhere() throws PkiException {
        return url == null ? Optional.empty() : Optional.of(config());
    }

    private Path folder(String instead) {
        if (data == null) {
            throw new ParameterException(spec.commandLine(), "Give --data, or " + instead + ".");
        }
        return data;
    }

    private StoreConfig config() throws PkiException {
        try {
            if (url == null) {
                return new StoreConfig(SQLITE + folder("--store").resolve(STORE_FILE), "", "", READERS);
            }
            if (passwordFile == null) {
                return new StoreConfig(url, user, "", READERS);
            }
            char[] password = new Passphrase.FromFile(passwordFile).read();
            try {
                return new StoreConfig(url, user, new String(password), READERS);
            } finally {
                Arrays.fill(password, '\0');
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--store: " + e.getMessage());
        }
    }
}
