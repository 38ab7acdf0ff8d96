package org.lanyard.dist.notices;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.notice.NoticeBook;
import org.lanyard.session.notice.NoticeRow;
import org.lanyard.session.notice.NoticeStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard notices list}. */
@Command(
        name = "list",
        description = "List notices, the newest first: to whom, about what, and how far they have come.")
final class NoticesListCommand extends OfficeCommand {
    @Option(names = "--status", paramLabel = "STATUS", description = "waiting, sent or given-up; all without it.")
    private String status;

    @Option(names = "--most", paramLabel = "N", defaultValue = "100", description = "How many (${DEFAULT-VALUE}).")
    private int most;

    private record Line(NoticeRow row, String recipient) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Optional<NoticeStatus> wanted = wanted();
        LocalDate today = LocalDate.ofInstant(office.now(), surroundings().zone());
        List<Line> lines = office.store()
                .read(h -> NoticeBook.list(h, wanted, most).stream()
                        .map(row -> new Line(
                                row,
                                Whom.byId(h, row.recipient(), today)
                                        .map(Whom::named)
                                        .orElse("-")))
                        .toList());
        for (Line line : lines) {
            if (json()) {
                printJson(told(line.row()));
            } else {
                out().println(line.row().id() + "  " + local(line.row().happenedAt()) + "  "
                        + line.row().kind().code() + "  to " + line.recipient() + " as "
                        + line.row().audience().code() + "  " + state(line.row()));
            }
        }
        if (!json()) {
            out().println(lines.size() == 1 ? "1 notice" : lines.size() + " notices");
        }
        return ExitCode.OK;
    }

    private Optional<NoticeStatus> wanted() throws OfficeException {
        if (status == null) {
            return Optional.empty();
        }
        for (NoticeStatus each : NoticeStatus.values()) {
            if (each.code().equals(status)) {
                return Optional.of(each);
            }
        }
        throw new OfficeException("there is no status " + status, "waiting, sent or given-up.");
    }

    private String state(NoticeRow row) {
        String state = row.status().code();
        String why = row.trouble().map(trouble -> " (" + trouble + ")").orElse("");
        return switch (row.status()) {
            case WAITING -> state + why + ", next at " + local(row.dueAt());
            case SENT, GIVEN_UP ->
                state + why + row.doneAt().map(at -> " at " + local(at)).orElse("");
        };
    }

    private static Map<String, Object> told(NoticeRow row) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("notice", row.id().toString());
        told.put("kind", row.kind().code());
        told.put("audience", row.audience().code());
        told.put("about", row.about().toString());
        told.put("recipient", row.recipient().toString());
        told.put("happened", row.happenedAt().toString());
        told.put("status", row.status().code());
        told.put("attempts", row.attempts());
        told.put("trouble", row.trouble().orElse(null));
        told.put("due", row.status() == NoticeStatus.WAITING ? row.dueAt().toString() : null);
        told.put("done", row.doneAt().map(Instant::toString).orElse(null));
        return told;
    }
}
