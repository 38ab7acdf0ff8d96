package org.lanyard.pki;

import java.util.Objects;

/**
 * The module's exception: a reason from the closed list and what an operator needs to find the cause (a file, a serial
 * number, a clause). It never carries a secret.
 */
public final class PkiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PkiReason reason;
    private final String detail;

    /**
     * @param reason why
     * @param detail what it was about; may be empty
     */
    public PkiException(PkiReason reason, String detail) {
        this(reason, detail, null);
    }

    /**
     * @param reason why
     * @param detail what it was about; may be empty
     * @param cause what lay beneath, or null
     */
    public PkiException(PkiReason reason, String detail, Throwable cause) {
        super(detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.detail = detail;
    }

    /** Why. */
    public PkiReason reason() {
        return reason;
    }

    /** What it was about; may be empty. */
    public String detail() {
        return detail;
    }
}
