package org.lanyard.session.http;

import java.util.Set;
import org.lanyard.pki.http.Exchange;
import org.lanyard.session.door.ReportDoor;
import org.lanyard.session.login.SessionEvents;

/** POST /credential/report, form {@code report}: 204 once it was taken, also where it changed nothing. */
final class ReportEndpoint {
    private static final int LARGEST = 16 * 1024;

    private final ReportDoor door;
    private final SessionEvents events;

    ReportEndpoint(ReportDoor door, SessionEvents events) {
        this.door = door;
        this.events = events;
    }

    void answer(Exchange exchange) throws Exception {
        String report = exchange.form(LARGEST).only(Set.of("report")).require("report");
        if (door.take(report) > 0) {
            events.look();
        }
        exchange.empty(204);
    }
}
