package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lanyard.webauthn.WebAuthnException;

/**
 * A browser's answer to {@code navigator.credentials.create()}, read but not believed.
 *
 * @param credentialId as the browser says; the authenticator's own word is in the attestation object
 * @param transports hints of the browser's
 * @param discoverable the client's answer to the extension {@code credProps} (§10.1.3), where it gave one; signed by nobody
 */
public record RegistrationResponse(
        byte[] credentialId,
        byte[] clientDataJson,
        byte[] attestationObject,
        SortedSet<String> transports,
        Optional<Boolean> discoverable) {
    public RegistrationResponse {
        credentialId = credentialId.clone();
        clientDataJson = clientDataJson.clone();
        attestationObject = attestationObject.clone();
        transports = new TreeSet<>(transports);
        Objects.requireNonNull(discoverable);
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
