package org.lanyard.dist.people;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code lanyard people}. */
@Command(
        name = "people",
        description = "Where people are written to, and whom of a family a school lets be told.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class PeopleCommand implements Surrounded {
    private final Surroundings surroundings;

    public PeopleCommand() {
        this(Surroundings.ofThisProcess());
    }

    public PeopleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** With its subcommands, which have subcommands of their own. */
    public static CommandLine line(PeopleCommand people) {
        return new CommandLine(people)
                .addSubcommand(new ContactCommand(people.surroundings))
                .addSubcommand(new FamilyCommand(people.surroundings));
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
