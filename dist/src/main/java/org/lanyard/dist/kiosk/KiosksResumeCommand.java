package org.lanyard.dist.kiosk;

import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard kiosks resume}: a kiosk that was found again. */
@Command(name = "resume", description = "Let cards in again at a kiosk that was suspended.")
final class KiosksResumeCommand extends KiosksSubcommand {
    @Parameters(paramLabel = "KIOSK", description = "Its id, as `kiosks list` shows it.")
    private URI id;

    @Override
    void run(Bench bench) {
        boolean known = bench.store().transact(tx -> bench.desk().kiosks().setActive(tx, id, true, now(), actor()));
        if (!known) {
            throw noKiosk(id);
        }
        out().println("Resumed: " + id);
    }
}
