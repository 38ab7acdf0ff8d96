package org.lanyard.session.challenge;

/** What a challenge may be used for, and for nothing else. */
public enum Purpose {
    KIOSK(1),
    SIGN_IN(2),
    /** A person's first key, by an invitation. */
    REGISTRATION(3),
    /** A key more, by a session. */
    ADDITION(4);

    private final byte code;

    Purpose(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
