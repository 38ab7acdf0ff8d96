package org.lanyard.dist.people;

import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.audit.Why;
import org.lanyard.session.guardianship.Act;
import picocli.CommandLine.Option;

/** A change about one person, with its reason. */
abstract class ReasonedCommand extends OnePersonCommand {
    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; it is kept encrypted.")
    private String why;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    final Act act(Office office) throws OfficeException {
        try {
            return new Act(actor(), office.now(), Why.checked(why));
        } catch (IllegalArgumentException e) {
            throw new OfficeException(e.getMessage(), "");
        }
    }

    final void confirm(String what) throws OfficeException {
        confirm(what, yes);
    }
}
