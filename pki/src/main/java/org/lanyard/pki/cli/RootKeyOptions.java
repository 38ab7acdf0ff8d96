package org.lanyard.pki.cli;

import java.nio.file.Path;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command finds the root's key, and how it is opened. */
class RootKeyOptions {
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

    final CommandSpec spec() {
        return spec;
    }

    final boolean isGiven() {
        return root != null;
    }

    /**
     * Opens the root's key for the occasion.
     *
     * @param arc of the policies in what it certifies
     */
    final RootOffice open(AuthorityDirectory directory, OidArc arc, PkiSurroundings here) throws PkiException {
        if (root == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--root=FILE': mount the root's key");
        }
        Passphrase passphrase = AuthorityOptions.passphrase(
                spec, passphraseFile, passphraseVariable, "Passphrase of the root key", here, false);
        return RootOffice.open(directory, root, passphrase, arc, here.random());
    }
}
