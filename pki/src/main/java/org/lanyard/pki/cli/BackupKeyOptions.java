package org.lanyard.pki.cli;

import java.nio.file.Path;
import org.lanyard.pki.keystore.Passphrase;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a backup's passphrase comes from: a file, the environment, or the prompt. */
final class BackupKeyOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the backup's passphrase.")
    private Path passphraseFile;

    @Option(
            names = "--passphrase-env",
            paramLabel = "NAME",
            description = "An environment variable that holds it. Without either you are asked.")
    private String passphraseVariable;

    boolean given() {
        return passphraseFile != null || passphraseVariable != null;
    }

    Passphrase passphrase(PkiSurroundings surroundings, boolean isNew) {
        return AuthorityOptions.passphrase(
                spec, passphraseFile, passphraseVariable, "Passphrase of the backup", surroundings, isNew);
    }
}
