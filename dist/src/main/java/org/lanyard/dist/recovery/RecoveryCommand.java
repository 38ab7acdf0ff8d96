package org.lanyard.dist.recovery;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard recovery}. */
@Command(
        name = "recovery",
        description = {
            "Show and take back what was opened for people who lost their keys.",
            "To open one, a member of staff signs in with their own key at /office/recovery: no command does that."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RecoveryListCommand.class, RecoveryCancelCommand.class, RecoveryPolicyCommand.class})
public final class RecoveryCommand implements Surrounded {
    private final Surroundings surroundings;

    public RecoveryCommand() {
        this(Surroundings.ofThisProcess());
    }

    public RecoveryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
