package org.lanyard.pki.cli;

import java.nio.file.Path;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.keystore.Passphrase;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a ceremony finds the root's key, and why it is held. */
final class RootOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description = "The root's key file, root.p12, from where it is kept; it is not copied.")
    private Path root;

    @Option(
            names = "--root-passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is its passphrase.")
    private Path passphraseFile;

    @Option(
            names = "--root-passphrase-env",
            paramLabel = "NAME",
            description = "An environment variable that holds it. Without either you are asked.")
    private String passphraseVariable;

    @Option(names = "--why", paramLabel = "TEXT", description = "One sentence for whoever reads the transcript later.")
    private String why;

    boolean isGiven() {
        return root != null;
    }

    String why() {
        if (why == null) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "Missing required option: '--why=TEXT'");
        }
        return why;
    }

    RootOffice open(AuthorityDirectory directory, AuthorityOptions authority, PkiSurroundings here)
            throws PkiException {
        if (root == null) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "Missing required option: '--root=FILE': mount the root's key");
        }
        Passphrase passphrase = AuthorityOptions.passphrase(
                spec, passphraseFile, passphraseVariable, "Passphrase of the root key", here, false);
        return RootOffice.open(directory, root, passphrase, authority.arc(), here.random());
    }
}
