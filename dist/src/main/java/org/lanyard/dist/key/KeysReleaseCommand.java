package org.lanyard.dist.key;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.session.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard keys release}. */
@Command(
        name = "release",
        description = "A suspended key is found, and its owner was seen: it signs them in again. They are told.")
final class KeysReleaseCommand extends OneKeyCommand {
    @Option(
            names = "--knowing",
            description =
                    "Also one whose counter went back, or whose model was reported as broken: there may be a copy.")
    private boolean knowing;

    @Override
    String doing() {
        return "in use again";
    }

    @Override
    String done() {
        return "active";
    }

    @Override
    boolean change(Office office, Handle tx, WhichKey.Found found, Instant now) throws RefusedException {
        office.desk().keys().release(tx, found.key().id(), knowing, now, actor(), why());
        return true;
    }
}
