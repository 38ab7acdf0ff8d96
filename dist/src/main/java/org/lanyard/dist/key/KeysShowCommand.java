package org.lanyard.dist.key;

import java.time.Instant;
import java.time.LocalDate;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.credential.HeldKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lanyard keys show}. */
@Command(name = "show", description = "Show what is known of one key.")
final class KeysShowCommand extends OfficeCommand {
    @Mixin
    private WhichKey which;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Instant now = office.now();
        WhichKey.Found found = office.store()
                .<WhichKey.Found, OfficeException>read(h ->
                        which.find(h, LocalDate.ofInstant(now, surroundings().zone())));
        HeldKey key = found.key();
        if (json()) {
            printJson(KeyWords.json(found.number(), key));
            return ExitCode.OK;
        }
        out().println(found.named());
        line("status", KeyWords.status(key));
        line("id", key.id());
        line("kind", key.synced() ? "synced, " + (key.backedUp() ? "" : "not ") + "backed up" : "device-bound");
        line("model", key.model().orElse("not known") + " " + key.aaguid().orElse(""));
        line("make", (key.certified() ? "certified" : key.trusted() ? "attested" : "not attested"));
        line("reached by", String.join(", ", key.transports().stream().sorted().toList()));
        line("added", local(key.addedAt()));
        line(
                "last used",
                key.lastUsedAt().map(this::local).orElse("never")
                        + key.lastUsedOn().map(on -> " on " + on).orElse(""));
        return ExitCode.OK;
    }

    private void line(String name, String value) {
        if (!value.isBlank()) {
            out().println("  " + name + ": " + value.strip());
        }
    }
}
