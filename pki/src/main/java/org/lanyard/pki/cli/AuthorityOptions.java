package org.lanyard.pki.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authorities;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ca.IssuingRules;
import org.lanyard.pki.ca.NewKeys;
import org.lanyard.pki.keystore.KeyToken;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.ProfileBook;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command finds the authority's keys, and their passphrase: in a file, the environment, or at the prompt. */
public final class AuthorityOptions {
    /** The authority's folder inside a data folder. */
    static final String FOLDER = "authority";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--authority",
            paramLabel = "LABEL",
            defaultValue = AuthorityRow.MAIN,
            description = "Which of several issuing authorities (default: ${DEFAULT-VALUE}).")
    private String label;

    @Option(
            names = "--authority-folder",
            paramLabel = "DIR",
            description = "The folder with the authorities' keys (default: " + FOLDER + " in --data).")
    private Path folder;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of the issuing key.")
    private Path passphraseFile;

    @Option(
            names = "--passphrase-env",
            paramLabel = "NAME",
            description = "An environment variable that holds it. Without either you are asked.")
    private String passphraseVariable;

    @Option(
            names = "--token-pin-file",
            paramLabel = "FILE",
            description = "A file whose first line is the PIN of the PKCS#11 token, where the keys are in one.")
    private Path pinFile;

    @Option(
            names = "--token-pin-env",
            paramLabel = "NAME",
            description = "An environment variable that holds it. Without either you are asked.")
    private String pinVariable;

    @Option(
            names = "--arc",
            paramLabel = "OID",
            description = "The arc of this installation's own object identifiers (default: Lanyard's).")
    private String arc;

    /** The folder of the authorities' keys. */
    public Path folder(StoreOptions store) {
        if (folder != null) {
            return folder;
        }
        if (store.data() == null) {
            throw new ParameterException(spec.commandLine(), "Give --data, or --authority-folder.");
        }
        return store.data().resolve(FOLDER);
    }

    /** Whether the options say where the folder is. */
    boolean hasFolder(StoreOptions store) {
        return folder != null || store.data() != null;
    }

    /** What this installation's certificates look like. */
    IssuingRules rules(StoreOptions store) throws PkiException {
        return new IssuingRules(
                arc(),
                ProfileBook.read(folder(store).resolve(ProfileBook.FILE), arc()),
                AuthoritySettings.read(folder(store)).publication().points());
    }

    /** The issuing key's passphrase, to be read from where the options say. */
    public Passphrase passphrase(PkiSurroundings surroundings, boolean isNew) {
        return passphrase(
                spec, passphraseFile, passphraseVariable, "Passphrase of the issuing key", surroundings, isNew);
    }

    static Passphrase passphrase(
            CommandSpec spec,
            Path file,
            String variable,
            String question,
            PkiSurroundings surroundings,
            boolean isNew) {
        if (file != null && variable != null) {
            throw new ParameterException(
                    spec.commandLine(), "Give the passphrase in a file or in the environment, not both.");
        }
        if (file != null) {
            return new Passphrase.FromFile(file);
        }
        if (variable != null) {
            return new Passphrase.FromEnvironment(variable, surroundings.environment());
        }
        return isNew
                ? new Passphrase.NewFromPrompt(question, surroundings.terminal())
                : new Passphrase.FromPrompt(question, surroundings.terminal());
    }

    OidArc arc() {
        try {
            return arc == null ? OidArc.DEFAULT : new OidArc(arc);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--arc: " + e.getMessage());
        }
    }

    /** The PIN of the token. */
    Passphrase pin(PkiSurroundings surroundings) {
        return passphrase(spec, pinFile, pinVariable, "PIN of the token", surroundings, false);
    }

    /** Where a new issuing key is made: in the folder's token if it has one, else in a file of the same passphrase. */
    NewKeys newKeys(StoreOptions store, PkiSurroundings surroundings) throws PkiException {
        Optional<AuthoritySettings.Token> token =
                AuthoritySettings.read(folder(store)).token();
        return token.isPresent()
                ? new NewKeys.InToken(
                        KeyToken.open(token.get().library(), token.get().label(), pin(surroundings)))
                : new NewKeys.InFiles(passphrase(surroundings, false));
    }

    /** Which authority is meant. */
    String label() {
        try {
            return AuthorityRow.requireLabel(label);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--authority: " + e.getMessage());
        }
    }

    /** The authorities of the folder; no key is opened yet. */
    Authorities all(StoreOptions options, Store store, MasterKey master, PkiSurroundings surroundings)
            throws PkiException {
        return all(options, store, master, surroundings, passphrase(surroundings, false));
    }

    private Authorities all(
            StoreOptions options, Store store, MasterKey master, PkiSurroundings surroundings, Passphrase passphrase)
            throws PkiException {
        AuthorityDirectory directory = AuthorityDirectory.open(folder(options));
        return new Authorities(
                store,
                directory,
                directory.keys(passphrase, pin(surroundings)),
                rules(options),
                surroundings.clock(),
                surroundings.random(),
                new AuditLog(master, surroundings.random()));
    }

    /** Opens the authority that is meant, for signing. */
    Authority open(StoreOptions options, Store store, MasterKey master, PkiSurroundings surroundings)
            throws PkiException {
        return all(options, store, master, surroundings).of(label());
    }

    /** The same, with a passphrase that was asked for before. */
    public Authority open(
            StoreOptions options, Store store, MasterKey master, PkiSurroundings surroundings, Passphrase passphrase)
            throws PkiException {
        return all(options, store, master, surroundings, passphrase).of(label());
    }
}
