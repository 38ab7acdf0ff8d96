package org.lanyard.session.http;

import java.time.InstantSource;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/** Whether the process lives, and whether it can serve. */
final class HealthEndpoints {
    private final Store store;
    private final InstantSource clock;

    HealthEndpoints(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** GET /health/live: 200 while the process answers at all. */
    void live(Exchange exchange) {
        exchange.json(200, Json.object().put("status", "live"));
    }

    /** GET /health/ready: 200 while the store answers, else 503; with the time, by which idle kiosks keep their clocks. */
    void ready(Exchange exchange) {
        boolean ready;
        try {
            ready = store.read(h -> Sql.one(h, "SELECT 1", row -> row.getInt(1)))
                    .isPresent();
        } catch (RuntimeException unreachable) {
            ready = false;
        }
        exchange.json(
                ready ? 200 : 503,
                Json.object()
                        .put("status", ready ? "ready" : "not ready")
                        .put("time", clock.instant().getEpochSecond()));
    }
}
