package org.lanyard.webauthn.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanyard webauthn mds}: FIDO's metadata of models, as this service has it. */
@Command(
        name = "mds",
        description = "FIDO's metadata: which models of keys are certified, and which are withdrawn.",
        mixinStandardHelpOptions = true,
        subcommands = {MdsShowCommand.class, MdsRefreshCommand.class})
final class MdsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "show or refresh?");
    }
}
