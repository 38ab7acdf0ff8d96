package org.lanyard.dist.pupils;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard pupils}. */
@Command(
        name = "pupils",
        description = "Keys of pupils' own, for home: from which age, at which school.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PupilsPasskeysCommand.class, PupilsInviteCommand.class})
public final class PupilsCommand implements Surrounded {
    private final Surroundings surroundings;

    public PupilsCommand() {
        this(Surroundings.ofThisProcess());
    }

    public PupilsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
