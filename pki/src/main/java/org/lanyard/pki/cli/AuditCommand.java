package org.lanyard.pki.cli;

import picocli.CommandLine.Command;

/** {@code lanyard audit}: the trail of who did what. */
@Command(
        name = "audit",
        description = "The trail of who did what, and whether it is whole.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AuditVerifyCommand.class)
public final class AuditCommand {}
