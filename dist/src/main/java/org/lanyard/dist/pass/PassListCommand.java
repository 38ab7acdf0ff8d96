package org.lanyard.dist.pass;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.pass.Pass;
import org.lanyard.session.pass.PassPlace;
import org.lanyard.session.pass.Passes;
import picocli.CommandLine.Command;

/** {@code lanyard pass list}: the passes that are good now; no code is known any more. */
@Command(name = "list", description = "List the passes that are good now, those first that end first.")
final class PassListCommand extends OfficeCommand {
    private record Line(Pass pass, String pupil) {}

    @Override
    protected ExitCode run(Office office) {
        Instant now = office.now();
        LocalDate today = LocalDate.ofInstant(now, surroundings().zone());
        List<Line> lines = office.store()
                .read(h -> Passes.live(h, now).stream()
                        .map(pass -> new Line(
                                pass,
                                Whom.byId(h, pass.person(), today)
                                        .map(Whom::named)
                                        .orElse("-")))
                        .toList());
        for (Line line : lines) {
            String place = line.pass().place() instanceof PassPlace.AtKiosk kiosk
                    ? kiosk.clientId().toString()
                    : "room " + ((PassPlace.InRoom) line.pass().place()).room();
            if (json()) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("pass", line.pass().id().toString());
                told.put("person", line.pass().person().toString());
                told.put("place", place);
                told.put("until", line.pass().until().toString());
                told.put("by", line.pass().issuedBy());
                printJson(told);
            } else {
                out().println(line.pass().id() + "  until " + local(line.pass().until()) + "  " + place + "  "
                        + line.pupil());
            }
        }
        if (!json()) {
            out().println(lines.size() == 1 ? "1 pass" : lines.size() + " passes");
        }
        return ExitCode.OK;
    }
}
