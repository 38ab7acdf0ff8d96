package org.lanyard.dist.kiosk;

import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard kiosks suspend}: a kiosk that is out of sight, or behaves oddly. */
@Command(
        name = "suspend",
        description = "Let no card in at a kiosk any more, and end its sessions, until it is resumed.")
final class KiosksSuspendCommand extends KiosksSubcommand {
    @Parameters(paramLabel = "KIOSK", description = "Its id, as `kiosks list` shows it.")
    private URI id;

    @Override
    void run(Bench bench) {
        boolean known = bench.store().transact(tx -> bench.desk().kiosks().setActive(tx, id, false, now(), actor()));
        if (!known) {
            throw noKiosk(id);
        }
        out().println("Suspended: " + id);
    }
}
