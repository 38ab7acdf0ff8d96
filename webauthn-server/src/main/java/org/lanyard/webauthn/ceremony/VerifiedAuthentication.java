package org.lanyard.webauthn.ceremony;

import java.util.Objects;
import org.lanyard.webauthn.credential.StoredCredential;

/** Proof that an authentication went through every step; only {@link AuthenticationCeremony} makes one. */
public final class VerifiedAuthentication {
    private final CeremonyState ceremony;
    private final StoredCredential credential;
    private final AuthenticationResponse response;

    VerifiedAuthentication(CeremonyState ceremony, StoredCredential credential, AuthenticationResponse response) {
        this.ceremony = Objects.requireNonNull(ceremony);
        this.credential = Objects.requireNonNull(credential);
        this.response = Objects.requireNonNull(response);
    }

    public CeremonyState ceremony() {
        return ceremony;
    }

    /** The credential as it was stored before this use. */
    public StoredCredential credential() {
        return credential;
    }

    public AuthenticationResponse response() {
        return response;
    }
}
