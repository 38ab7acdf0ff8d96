package org.lanyard.webauthn.ceremony;

import java.util.Objects;
import org.lanyard.webauthn.credential.StoredCredential;

/** Proof that a registration went through every step; only {@link RegistrationCeremony} makes one. Not stored yet. */
public final class VerifiedRegistration {
    private final CeremonyState ceremony;
    private final StoredCredential credential;
    private final AttestationStatement statement;
    private final byte[] clientDataJson;
    private final byte[] authenticatorData;

    VerifiedRegistration(
            CeremonyState ceremony,
            StoredCredential credential,
            AttestationStatement statement,
            byte[] clientDataJson,
            byte[] authenticatorData) {
        this.ceremony = Objects.requireNonNull(ceremony);
        this.credential = Objects.requireNonNull(credential);
        this.statement = Objects.requireNonNull(statement);
        this.clientDataJson = clientDataJson.clone();
        this.authenticatorData = authenticatorData.clone();
    }

    public CeremonyState ceremony() {
        return ceremony;
    }

    /** The record to be stored, once the door has agreed. */
    public StoredCredential credential() {
        return credential;
    }

    /** What the authenticator showed of itself; whether anybody vouches for it is not said yet. */
    public AttestationStatement statement() {
        return statement;
    }

    public byte[] clientDataJson() {
        return clientDataJson.clone();
    }

    /** With the attested credential data in it. */
    public byte[] authenticatorData() {
        return authenticatorData.clone();
    }
}
