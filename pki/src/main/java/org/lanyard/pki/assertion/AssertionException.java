package org.lanyard.pki.assertion;

import java.util.Objects;

/**
 * An assertion was refused. The message says where (which claim, header parameter or part) and never repeats what was
 * sent, so it may be logged.
 */
public final class AssertionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Kept for the log. */
    private final Reason reason;

    AssertionException(Reason reason, String where) {
        super(reason + ": " + where);
        this.reason = Objects.requireNonNull(reason);
    }

    AssertionException(Reason reason, String where, Throwable cause) {
        super(reason + ": " + where, cause);
        this.reason = Objects.requireNonNull(reason);
    }

    /** Why it was refused, for the log. */
    public Reason reason() {
        return reason;
    }
}
