package org.lanyard.session;

import java.util.Objects;

/**
 * Something was refused. The message is the reason and, where there is one, a detail that names a place: never a value,
 * so that it may be logged.
 */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    public RefusedException(Reason reason, String detail) {
        super(detail.isEmpty() ? reason.name() : reason.name() + ": " + detail, null, false, false);
        this.reason = Objects.requireNonNull(reason);
        this.detail = detail;
    }

    public RefusedException(Reason reason) {
        this(reason, "");
    }

    public Reason reason() {
        return reason;
    }

    /** More of the reason, such as an assertion's; may be empty. */
    public String detail() {
        return detail;
    }
}
