package org.lanyard.dist.office;

/** A command cannot do what it was asked to; the message says why, the hint what helps. */
public final class OfficeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public OfficeException(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
