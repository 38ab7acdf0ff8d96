package org.lanyard.card.screen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Json;

/** One browser's stream of events (WHATWG HTML §9.2), written in order, never waiting for the browser. */
final class EventStream {
    /** A browser that doesn't read is gone; what it missed it is told when it comes back. */
    private static final int MOST_WAITING = 64;

    private static final ByteBuffer BEAT = ascii(":\n\n");

    private final Response response;
    private final Callback done;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean ended;

    private EventStream(Exchange exchange) {
        this.response = exchange.response();
        this.done = exchange.callback();
    }

    /** Answers {@code exchange} with a stream that stays open. */
    static EventStream open(Exchange exchange) {
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        EventStream stream = new EventStream(exchange);
        stream.send(ascii("retry: 1000\n\n"));
        return stream;
    }

    void send(String event, ObjectNode data) {
        // JSON without white space has no line break, so it is one line of data.
        String json = new String(Json.bytes(data), StandardCharsets.UTF_8);
        send(ByteBuffer.wrap(("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** A comment, so that both sides notice when the other has gone. */
    void beat() {
        send(BEAT.slice());
    }

    synchronized boolean isOpen() {
        return !ended;
    }

    void close() {
        Callback last = null;
        synchronized (this) {
            if (!ended) {
                // What is waiting is still written; the end comes after it.
                ended = true;
                last = writing ? null : done;
            }
        }
        if (last != null) {
            response.write(true, BufferUtil.EMPTY_BUFFER, last);
        }
    }

    private void send(ByteBuffer bytes) {
        synchronized (this) {
            if (ended) {
                return;
            }
            waiting.add(bytes);
            if (waiting.size() > MOST_WAITING) {
                ended = true;
                waiting.clear();
                done.failed(new IllegalStateException("the browser doesn't read"));
                return;
            }
            if (writing) {
                return;
            }
            writing = true;
        }
        writeNext();
    }

    private void writeNext() {
        ByteBuffer next;
        boolean last;
        synchronized (this) {
            next = waiting.poll();
            last = next == null && ended;
            if (next == null && !ended) {
                writing = false;
                return;
            }
        }
        if (last) {
            response.write(true, BufferUtil.EMPTY_BUFFER, done);
        } else {
            response.write(false, next, Callback.from(this::writeNext, this::failed));
        }
    }

    private void failed(Throwable gone) {
        synchronized (this) {
            ended = true;
            waiting.clear();
        }
        done.failed(gone);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
