package org.lanyard.dist.duty;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.WhichSchool;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.people.Duties;
import org.lanyard.session.people.School;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard duties list}. */
@Command(name = "list", description = "List who is charged with what.")
final class DutiesListCommand extends OfficeCommand {
    @Option(names = "--school", paramLabel = "SCHOOL", description = "Of one school alone: its name or id.")
    private String school;

    private record Line(Duties.Given given, String who, String where) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Instant now = office.now();
        List<Line> lines = office.store().<List<Line>, OfficeException>read(h -> {
            Optional<UUID> only = school == null
                    ? Optional.empty()
                    : Optional.of(WhichSchool.of(h, school)).map(School::id);
            return Duties.all(h).stream()
                    .filter(given -> only.isEmpty() || given.held().school().equals(only))
                    .map(given -> new Line(
                            given,
                            Whom.named(h, given.person(), now, surroundings().zone()),
                            given.held()
                                    .school()
                                    .map(id -> WhichSchool.named(h, id))
                                    .orElse("the authority")))
                    .toList();
        });
        for (Line line : lines) {
            if (json()) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("person", line.given().person().toString());
                told.put("duty", line.given().held().duty().code());
                line.given().held().school().ifPresent(id -> told.put("school", id.toString()));
                told.put("since", line.given().since().toString());
                printJson(told);
            } else {
                out().println(line.given().held().duty().code() + "  " + line.where() + "  since "
                        + local(line.given().since()) + "  " + line.who());
            }
        }
        if (!json()) {
            out().println(lines.size() == 1 ? "1 duty" : lines.size() + " duties");
        }
        return ExitCode.OK;
    }
}
