package org.lanyard.pki.mass;

import org.lanyard.pki.cli.PkiCommand;
import org.lanyard.pki.cli.PkiSurroundings;
import picocli.CommandLine;

/** {@code lanyard pki} in a process of its own, to be killed. */
public final class KilledMassCommand {
    private KilledMassCommand() {}

    /** Arguments: as of {@code lanyard pki}. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new PkiCommand(PkiSurroundings.ofThisProcess(), PkiCommand.Followed.BY_NOBODY))
                .execute(arguments));
    }
}
