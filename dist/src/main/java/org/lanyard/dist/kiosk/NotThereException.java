package org.lanyard.dist.kiosk;

/** What was named is not there. */
final class NotThereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    NotThereException(String problem, String hint) {
        super(problem);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
