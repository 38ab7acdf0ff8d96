package org.lanyard.dist.people;

import java.time.LocalDate;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import picocli.CommandLine.Parameters;

/** A command about one person. */
abstract class OnePersonCommand extends OfficeCommand {
    @Parameters(paramLabel = "PERSON", description = "Full name, our id, or the roster's id.")
    private String person;

    final Whom whom(Office office) throws OfficeException {
        return find(office, person);
    }

    final Whom find(Office office, String text) throws OfficeException {
        LocalDate today = LocalDate.ofInstant(office.now(), surroundings().zone());
        return office.store().<Whom, OfficeException>read(h -> Whom.of(h, text, today));
    }
}
