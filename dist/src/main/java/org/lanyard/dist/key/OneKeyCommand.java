package org.lanyard.dist.key;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes one key, after showing whose it is. */
abstract class OneKeyCommand extends OfficeCommand {
    @Mixin
    private WhichKey which;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** What is done with it. */
    abstract String doing();

    /** What it is afterwards. */
    abstract String done();

    /** Whether that changed anything. */
    abstract boolean change(Office office, Handle tx, WhichKey.Found found, Instant now) throws RefusedException;

    final String why() {
        return why;
    }

    @Override
    protected final ExitCode run(Office office) throws OfficeException, RefusedException {
        Instant now = office.now();
        WhichKey.Found found = office.store()
                .<WhichKey.Found, OfficeException>read(h ->
                        which.find(h, LocalDate.ofInstant(now, surroundings().zone())));
        confirm(found.named() + ", " + KeyWords.status(found.key()) + " → " + doing(), yes);
        boolean changed = office.store().<Boolean, RefusedException>transact(tx -> change(office, tx, found, now));
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("person", found.whom().id().toString());
            told.put("key", found.key().id());
            told.put("was", found.key().status().code());
            told.put("status", done());
            told.put("changed", changed);
            printJson(told);
        } else {
            out().println(changed ? "Done: the key is " + done() + "." : "It was so already.");
        }
        return ExitCode.OK;
    }
}
