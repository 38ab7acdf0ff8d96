package org.lanyard.pki.http;

/**
 * A request that this room refuses. Its message names the reason and the place (a parameter's or header's name), never
 * a value: it may be logged.
 */
public final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final HttpReason reason;

    public HttpRefusal(HttpReason reason, String place) {
        super(place.isEmpty() ? reason.name() : reason.name() + ": " + place, null, false, false);
        this.reason = reason;
    }

    public HttpRefusal(HttpReason reason) {
        this(reason, "");
    }

    public HttpReason reason() {
        return reason;
    }
}
