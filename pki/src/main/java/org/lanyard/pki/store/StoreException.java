package org.lanyard.pki.store;

import java.sql.SQLException;
import java.util.Objects;

/** What the store throws of its own. Neither message nor hint holds a password, a URL's parameters or a bound value. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreReason reason;
    private final String hint;

    public StoreException(StoreReason reason, String message, String hint, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.hint = Objects.requireNonNull(hint, "hint");
    }

    public StoreReason reason() {
        return reason;
    }

    /** What the operator can do; one sentence, or empty. */
    public String hint() {
        return hint;
    }

    /** The reason of a driver's exception told in the house's terms. */
    static StoreException of(String doing, SQLException cause) {
        StoreReason reason = SqlStates.reason(cause);
        return new StoreException(reason, doing + ": " + SqlStates.label(cause), SqlStates.hint(reason), cause);
    }
}
