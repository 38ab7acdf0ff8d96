package org.lanyard.dist.pass;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pass room}: says which kiosks are a room. */
@Command(name = "room", description = "Say in which room kiosks stand, so that a pass can be for the room.")
final class PassRoomCommand extends OfficeCommand {
    @Parameters(paramLabel = "NAME", description = "Such as \"Room 4\".")
    private String room;

    @Option(names = "--kiosk", required = true, paramLabel = "ID", description = "A kiosk's client id; repeat it.")
    private List<URI> kiosks;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        office.store().<Void, OfficeException>transact(tx -> {
            for (URI kiosk : kiosks) {
                if (!office.desk().kiosks().room(tx, kiosk, room, office.now(), actor())) {
                    throw new OfficeException("there is no kiosk " + kiosk, "Register it first.");
                }
            }
            return null;
        });
        if (json()) {
            printJson(Map.of(
                    "room", room, "kiosks", kiosks.stream().map(URI::toString).toList()));
        } else {
            out().println(room + " has " + kiosks.size() + (kiosks.size() == 1 ? " kiosk" : " kiosks") + " more.");
        }
        return ExitCode.OK;
    }
}
