package org.lanyard.dist.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.recovery.Recoveries;
import org.lanyard.session.recovery.Recovery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard recovery list}: no code is known any more. */
@Command(name = "list", description = "List the recoveries that are open or wait for a second member of staff.")
final class RecoveryListCommand extends OfficeCommand {
    @Option(names = "--days", paramLabel = "N", description = "All there were in so many days instead, at most 200.")
    private Integer days;

    @Override
    protected ExitCode run(Office office) {
        Instant now = office.now();
        List<Recovery> found = office.store()
                .read(h ->
                        days == null ? Recoveries.live(h, now) : Recoveries.since(h, now.minus(Duration.ofDays(days))));
        for (Recovery one : found) {
            if (json()) {
                printJson(told(one, now));
            } else {
                String whose = office.store()
                        .read(h ->
                                Whom.named(h, one.person(), now, surroundings().zone()));
                out().println(one.id() + "  " + word(one.state(now)) + "  "
                        + one.way().code() + "  " + local(one.openedAt()) + "  " + whose);
            }
        }
        if (!json()) {
            out().println(found.size() == 1 ? "1 recovery" : found.size() + " recoveries");
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> told(Recovery one, Instant now) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("recovery", one.id().toString());
        told.put("person", one.person().toString());
        told.put("state", word(one.state(now)));
        told.put("way", one.way().code());
        told.put("opened_at", one.openedAt().toString());
        told.put("opened_by", one.openedBy());
        one.secondBy().ifPresent(second -> told.put("agreed_by", second));
        told.put("until", one.until().toString());
        return told;
    }

    private static String word(Recovery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
