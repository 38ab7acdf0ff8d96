package org.lanyard.dist.policy;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard policy}. */
@Command(
        name = "policy",
        description = "Says which security keys and passkeys are let in for whom.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyShowCommand.class,
            PolicyCheckCommand.class,
            PolicySetCommand.class,
            PolicyWithdrawCommand.class
        })
public final class PolicyCommand implements Surrounded {
    private final Surroundings surroundings;

    public PolicyCommand() {
        this(Surroundings.ofThisProcess());
    }

    public PolicyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
