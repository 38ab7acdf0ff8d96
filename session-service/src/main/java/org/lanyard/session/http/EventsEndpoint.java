package org.lanyard.session.http;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.Scheduler;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.kiosk.KioskPlace;
import org.lanyard.session.kiosk.Kiosks;
import org.lanyard.session.login.SessionEvents;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;

/**
 * GET /session/events: server-sent events (HTML §9.2) with one event, {@code ended}, whose data is where the page shall go: at
 * a kiosk, whose screen's window the session may have taken, back to that screen. No thread waits for it.
 */
final class EventsEndpoint {
    static final String SIGNED_OUT = "/signed-out";
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final Store store;
    private final Sessions sessions;
    private final SessionEvents events;

    EventsEndpoint(Store store, Sessions sessions, SessionEvents events) {
        this.store = store;
        this.sessions = sessions;
        this.events = events;
    }

    void answer(Exchange exchange) throws Exception {
        Optional<SignedIn> session = sessions.current(exchange.request());
        if (session.isEmpty()) {
            throw new RefusedException(Reason.SESSION_OVER);
        }
        SignedIn who = session.get();
        var headers = exchange.response().getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Accel-Buffering", "no");
        String address = who.kiosk()
                .flatMap(kiosk -> store.read(h -> Kiosks.find(h, kiosk)))
                .map(KioskPlace::screen)
                .orElse(SIGNED_OUT);
        EventStream stream = new EventStream(exchange, "event: ended\ndata: " + address + "\n\n");
        Runnable onEnd = stream::end;
        stream.onClose(() -> events.forget(who.session(), onEnd));
        if (!events.watch(who.session(), onEnd)) {
            throw new IllegalStateException("too many event streams");
        }
        stream.comment();
        keepAlive(stream, exchange.request().getComponents().getScheduler());
        // It may have ended between the look above and the watching.
        if (!sessions.isLive(who.session())) {
            stream.end();
        }
    }

    /** A comment each few seconds keeps proxies from closing, and finds out about a browser that is gone. */
    private static void keepAlive(EventStream stream, Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    if (stream.comment()) {
                        keepAlive(stream, scheduler);
                    }
                },
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS);
    }
}
