package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.lanyard.webauthn.WebAuthnException;

/**
 * A browser's answer to {@code navigator.credentials.get()}, read but not believed.
 *
 * @param userHandle whose credential the authenticator says it is
 */
public record AuthenticationResponse(
        byte[] credentialId,
        byte[] clientDataJson,
        byte[] authenticatorData,
        byte[] signature,
        Optional<byte[]> userHandle) {
    public AuthenticationResponse {
        credentialId = credentialId.clone();
        clientDataJson = clientDataJson.clone();
        authenticatorData = authenticatorData.clone();
        signature = signature.clone();
        userHandle = userHandle.map(byte[]::clone);
    }

    /** Reads {@code PublicKeyCredential.toJSON()} of an assertion; RESPONSE_MALFORMED is all it refuses with. */
    public static AuthenticationResponse parse(JsonNode json) throws WebAuthnException {
        return ResponseJson.authentication(json);
    }

    @Override
    public byte[] credentialId() {
        return credentialId.clone();
    }

    @Override
    public byte[] clientDataJson() {
        return clientDataJson.clone();
    }

    @Override
    public byte[] authenticatorData() {
        return authenticatorData.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public Optional<byte[]> userHandle() {
        return userHandle.map(byte[]::clone);
    }
}
