package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lanyard.webauthn.WebAuthnException;

/**
 * A browser's answer to {@code navigator.credentials.create()}, read but not believed.
 *
 * @param credentialId as the browser says; the authenticator's own word is in the attestation object
 */
public record RegistrationResponse(
        byte[] credentialId, byte[] clientDataJson, byte[] attestationObject, SortedSet<String> transports) {
    public RegistrationResponse {
        credentialId = credentialId.clone();
        clientDataJson = clientDataJson.clone();
        attestationObject = attestationObject.clone();
        transports = new TreeSet<>(transports);
    }

    /** Reads {@code PublicKeyCredential.toJSON()} of a registration; RESPONSE_MALFORMED is all it refuses with. */
    public static RegistrationResponse parse(JsonNode json) throws WebAuthnException {
        return ResponseJson.registration(json);
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
    public byte[] attestationObject() {
        return attestationObject.clone();
    }

    @Override
    public SortedSet<String> transports() {
        return new TreeSet<>(transports);
    }
}
