package org.lanyard.session.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.Exchange;

/** One open answer of server-sent events: comments while it lives, one last event, never two writes at once. */
final class EventStream {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Exchange exchange;
    private final byte[] lastEvent;
    private Runnable closed = () -> {};
    private boolean writing;
    private boolean ending;
    private boolean over;

    EventStream(Exchange exchange, String lastEvent) {
        this.exchange = exchange;
        this.lastEvent = lastEvent.getBytes(StandardCharsets.UTF_8);
    }

    /** What to do when the stream is over, for whatever cause. Set before the first write. */
    void onClose(Runnable action) {
        this.closed = action;
    }

    /** Writes a comment, unless a write is under way; false once the stream is over. */
    boolean comment() {
        synchronized (this) {
            if (over || ending) {
                return false;
            }
            if (writing) {
                return true;
            }
            writing = true;
        }
        exchange.response()
                .write(false, ByteBuffer.wrap(COMMENT), Callback.from(this::written, failure -> fail(failure)));
        return true;
    }

    /** Writes the last event and closes, now or when the write under way is done. */
    void end() {
        synchronized (this) {
            if (over || ending) {
                return;
            }
            ending = true;
            if (writing) {
                return;
            }
            over = true;
        }
        writeLast();
    }

    private void written() {
        synchronized (this) {
            writing = false;
            if (!ending || over) {
                return;
            }
            over = true;
        }
        writeLast();
    }

    private void writeLast() {
        closed.run();
        exchange.response().write(true, ByteBuffer.wrap(lastEvent), exchange.callback());
    }

    private void fail(Throwable failure) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        closed.run();
        exchange.callback().failed(failure);
    }
}
