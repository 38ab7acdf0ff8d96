package org.lanyard.session.credential;

import java.util.Locale;

/** What a pinned credential may do. Only {@link #ACTIVE} signs anybody in. */
public enum CredentialStatus {
    ACTIVE,
    SUSPENDED,
    REMOVED;

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CredentialStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
