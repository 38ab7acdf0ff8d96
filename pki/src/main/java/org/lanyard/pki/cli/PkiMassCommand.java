package org.lanyard.pki.cli;

import picocli.CommandLine.Command;

/** {@code lanyard pki mass}: many certificates at once. */
@Command(
        name = "mass",
        description = {
            "Suspend, release or revoke many certificates at once. From the first commit on none of them opens a"
                    + " session; the records follow, and a job that broke off goes on with: lanyard pki mass resume."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MassActionCommand.Suspend.class,
            MassActionCommand.Release.class,
            MassActionCommand.Revoke.class,
            MassResumeCommand.class,
            MassListCommand.class
        })
final class PkiMassCommand {}
