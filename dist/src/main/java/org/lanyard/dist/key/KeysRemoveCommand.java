package org.lanyard.dist.key;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.session.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard keys remove}. */
@Command(name = "remove", description = "Remove a key for good, and end what it opened. Its owner is told.")
final class KeysRemoveCommand extends OneKeyCommand {
    @Option(
            names = "--even-the-last",
            description =
                    "Also where they have no way in after it: they come to the office, or get another invitation.")
    private boolean last;

    @Override
    String doing() {
        return "removed for good";
    }

    @Override
    String done() {
        return "removed";
    }

    @Override
    boolean change(Office office, Handle tx, WhichKey.Found found, Instant now) throws RefusedException {
        if (last) {
            office.desk().keys().removeEvenTheLast(tx, found.key(), now, actor(), why());
        } else {
            office.desk().keys().remove(tx, found.whom().id(), found.key().id(), now, actor(), why());
        }
        return true;
    }
}
