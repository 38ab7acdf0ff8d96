package org.lanyard.pki.cli;

import java.nio.file.Path;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command finds the root's key. */
final class RootKeyOptions {
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

    boolean isGiven() {
        return root != null;
    }

    RootOffice open(AuthorityDirectory directory, PkiSurroundings here) throws PkiException {
        Passphrase passphrase = AuthorityOptions.passphrase(
                spec, passphraseFile, passphraseVariable, "Passphrase of the root key", here, false);
        // Withdrawing certifies nothing, so the arc does not matter.
        return RootOffice.open(directory, root, passphrase, OidArc.DEFAULT, here.random());
    }
}
