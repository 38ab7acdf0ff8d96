package org.lanyard.pki.path.parse;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A certificate, a path or what was said about its status is refused: the reason from the closed list, which certificate it
 * was, and what about it. It never carries a secret. No stack trace: the search for a path makes many of them.
 */
public final class PathException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int UNPLACED = -1;

    private final PathReason reason;
    private final String detail;
    private final int position;
    private final String subject;

    /**
     * @param reason why
     * @param detail what it was about; may be empty
     */
    public PathException(PathReason reason, String detail) {
        this(reason, detail, UNPLACED, "");
    }

    private PathException(PathReason reason, String detail, int position, String subject) {
        super(message(reason, detail, position, subject), null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.detail = detail;
        this.position = position;
        this.subject = subject;
    }

    private static String message(PathReason reason, String detail, int position, String subject) {
        String where = position == UNPLACED ? "" : "certificate " + position + " (" + subject + "): ";
        return where + reason.sentence() + (detail.isEmpty() ? "" : ": " + detail);
    }

    /**
     * The same, of a certificate of a path. What has a place keeps it.
     *
     * @param place 0 is the certificate that is judged, 1 its issuer's, and so on up to the anchor
     * @param whose its subject, or what else tells which one it is
     */
    public PathException at(int place, String whose) {
        return position == UNPLACED ? new PathException(reason, detail, place, whose) : this;
    }

    /** Why. */
    public PathReason reason() {
        return reason;
    }

    /** What it was about; may be empty. */
    public String detail() {
        return detail;
    }

    /** Which certificate: 0 is the one that is judged, 1 its issuer's, and so on; empty where it is about none of them. */
    public OptionalInt position() {
        return position == UNPLACED ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** Whose certificate it is; may be empty. */
    public String subject() {
        return subject;
    }
}
