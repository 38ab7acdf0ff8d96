package org.lanyard.pki.cli;

import picocli.CommandLine.Command;

/** {@code lanyard pki compromise}: a key is in somebody else's hands. */
@Command(
        name = "compromise",
        description = {
            "A key may be in somebody else's hands: one command for each kind. It revokes at once, ends the sessions,"
                    + " and prints what is left to do."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CompromiseCommand.Batch.class,
            CompromiseCommand.OfAuthority.class,
            CompromiseCommand.WebAuthnService.class
        })
final class PkiCompromiseCommand {}
