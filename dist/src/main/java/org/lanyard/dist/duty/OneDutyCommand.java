package org.lanyard.dist.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.WhichSchool;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;
import org.lanyard.session.people.School;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes one duty of one person. */
abstract class OneDutyCommand extends OfficeCommand {
    @Parameters(
            paramLabel = "DUTY",
            description = "office, teacher, safeguarding-lead, school-admin; council-admin, auditor.")
    private String duty;

    @Option(names = "--person", required = true, paramLabel = "WHO", description = "The member of staff: name or id.")
    private String person;

    @Option(
            names = "--school",
            paramLabel = "SCHOOL",
            description = "Where: its name or id. Left out for council-admin and auditor.")
    private String school;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    private record Named(Whom whom, HeldDuty held, String where) {}

    /** Whether that changed anything. */
    abstract boolean change(Office office, Handle tx, Whom whom, HeldDuty held, Instant now) throws RefusedException;

    /** "has the duty", "has the duty no more". */
    abstract String done(boolean changed);

    final String why() {
        return why;
    }

    @Override
    protected final ExitCode run(Office office) throws OfficeException, RefusedException {
        Instant now = office.now();
        Duty meant = Duty.find(duty)
                .orElseThrow(() -> new OfficeException(
                        "there is no duty " + duty,
                        "There are: "
                                + Arrays.stream(Duty.values()).map(Duty::code).collect(Collectors.joining(", "))
                                + "."));
        LocalDate today = LocalDate.ofInstant(now, surroundings().zone());
        Named named = office.store().<Named, OfficeException>read(h -> {
            Optional<School> where = school == null ? Optional.empty() : Optional.of(WhichSchool.of(h, school));
            return new Named(
                    Whom.of(h, person, today),
                    new HeldDuty(meant, where.map(School::id)),
                    where.map(School::name).orElse("the authority"));
        });
        boolean changed = office.store()
                .<Boolean, RefusedException>transact(tx -> change(office, tx, named.whom(), named.held(), now));
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("person", named.whom().id().toString());
            told.put("duty", meant.code());
            named.held().school().ifPresent(id -> told.put("school", id.toString()));
            told.put("changed", changed);
            printJson(told);
        } else {
            out().println(named.whom().person().fullName() + " " + done(changed) + " " + meant.code() + " of "
                    + named.where() + ".");
        }
        return ExitCode.OK;
    }
}
