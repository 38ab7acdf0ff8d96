package org.lanyard.dist.key;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard keys list}. */
@Command(name = "list", description = "List somebody's keys, the oldest first; those that were removed are left out.")
final class KeysListCommand extends OfficeCommand {
    @Option(names = "--person", required = true, paramLabel = "WHO", description = "Whose: full name or id.")
    private String person;

    private record Found(Whom whom, List<HeldKey> keys) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Instant now = office.now();
        Found found = office.store().<Found, OfficeException>read(h -> {
            Whom whom =
                    Whom.of(h, person, LocalDate.ofInstant(now, surroundings().zone()));
            return new Found(whom, KeyRing.list(h, whom.id()));
        });
        for (int i = 0; i < found.keys().size(); i++) {
            HeldKey key = found.keys().get(i);
            if (json()) {
                printJson(KeyWords.json(i + 1, key));
            } else {
                out().println(KeyWords.line(i + 1, key, this::local));
            }
        }
        if (!json()) {
            int count = found.keys().size();
            out().println(found.whom().named() + ": " + (count == 1 ? "1 key" : count + " keys"));
        }
        return ExitCode.OK;
    }
}
