package org.lanyard.webauthn;

import java.util.Optional;

/**
 * A ceremony that was refused. Its message is the reason's name and a place in the input, never a value of it: it may be
 * logged.
 */
public final class WebAuthnException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String supportCode;
    private final String needed;

    private WebAuthnException(Reason reason, String detail, String supportCode, String needed) {
        // No stack: a refusal is an answer, not a fault, and hostile input must not be able to make it dear.
        super(detail.isEmpty() ? reason.name() : reason.name() + ": " + detail, null, false, false);
        this.reason = reason;
        this.supportCode = supportCode;
        this.needed = needed;
    }

    public WebAuthnException(Reason reason) {
        this(reason, "", null, null);
    }

    /** @param detail what the operator needs to find the place; never a value from outside */
    public WebAuthnException(Reason reason, String detail) {
        this(reason, detail, null, null);
    }

    /** The door's refusal, under the door's own support code, so that one code leads to both logs. */
    public static WebAuthnException byTheDoor(String supportCode) {
        return byTheDoor(supportCode, null);
    }

    /** @param needed the kind of key that the door would let in, where it was the key that it would not; or null */
    public static WebAuthnException byTheDoor(String supportCode, String needed) {
        return new WebAuthnException(Reason.DOOR_REFUSED, "", supportCode, needed);
    }

    public Reason reason() {
        return reason;
    }

    /** The door's support code, where the door refused and told one. */
    public Optional<String> supportCode() {
        return Optional.ofNullable(supportCode);
    }

    /** The kind of key that the door would let in, where it told one. */
    public Optional<String> needed() {
        return Optional.ofNullable(needed);
    }

    /** Refuses with {@code reason} unless {@code holds}. */
    public static void require(boolean holds, Reason reason) throws WebAuthnException {
        if (!holds) {
            throw new WebAuthnException(reason);
        }
    }
}
