package org.lanyard.webauthn.ceremony;

/** What a ceremony is for, with the number that stands in its sealed state. */
public enum Purpose {
    REGISTRATION(1),
    AUTHENTICATION(2);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
