package org.lanyard.pki.cli;

import picocli.CommandLine.Command;

/** {@code lanyard pki authority}: the issuing authorities, one for each school if you like. */
@Command(
        name = "authority",
        description = "The issuing authorities under the root: one, or one for each school.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AuthorityAddCommand.class,
            AuthorityListCommand.class,
            AuthorityShowCommand.class,
            AuthorityRetireCommand.class,
            AuthorityWithdrawCommand.class
        })
final class PkiAuthorityCommand {}
