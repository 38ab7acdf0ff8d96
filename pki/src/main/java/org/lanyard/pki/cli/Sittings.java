package org.lanyard.pki.cli;

import java.util.Optional;
import org.lanyard.pki.ceremony.Ceremony;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Who holds a ceremony, from the command line. */
final class Sittings {
    private Sittings() {}

    static Ceremony.Sitting of(CommandSpec spec, String actor, String why) {
        return of(spec, actor, Optional.empty(), why);
    }

    static Ceremony.Sitting of(CommandSpec spec, String actor, Optional<String> approvedBy, String why) {
        try {
            return new Ceremony.Sitting(actor, approvedBy, why);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--why: " + e.getMessage());
        }
    }
}
