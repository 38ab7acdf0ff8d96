package org.lanyard.pki.assertion;

import java.util.Optional;

/** The two ceremonies of WebAuthn. */
public enum Ceremony {
    /** Registration: a new credential. */
    CREATE("webauthn.create"),
    /** Authentication with a credential that is known. */
    GET("webauthn.get");

    private final String type;

    Ceremony(String type) {
        this.type = type;
    }

    /** As the claim and the client data name it. */
    public String type() {
        return type;
    }

    /** The ceremony of this exact name. */
    public static Optional<Ceremony> of(String type) {
        for (Ceremony ceremony : values()) {
            if (ceremony.type.equals(type)) {
                return Optional.of(ceremony);
            }
        }
        return Optional.empty();
    }
}
