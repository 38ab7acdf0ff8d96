package org.lanyard.pki.assertion;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What the authenticator and the browser made in a ceremony, so that the door can check it again with the key that it
 * has pinned: the claim {@code webauthn}, an object of {@code type}, {@code credential_id}, {@code authenticator_data},
 * {@code client_data_json} and {@code signature}, the bytes in base64url.
 *
 * @param ceremony {@code type}
 * @param credentialId 1 to 1023 bytes
 * @param authenticatorData 37 to 8192 bytes (WebAuthn Level 3 §6.1)
 * @param clientDataJson 2 to 4096 bytes (§5.8.1)
 * @param signature 1 to 1024 bytes over authenticator data and SHA-256 of the client data; absent for {@link
 *     Ceremony#CREATE}
 */
public record WebAuthnEvidence(
        Ceremony ceremony,
        byte[] credentialId,
        byte[] authenticatorData,
        byte[] clientDataJson,
        Optional<byte[]> signature) {
    public WebAuthnEvidence {
        Objects.requireNonNull(ceremony, "ceremony");
        credentialId = bounded(credentialId, EvidenceRules.CREDENTIAL_ID);
        authenticatorData = bounded(authenticatorData, EvidenceRules.AUTHENTICATOR_DATA);
        clientDataJson = bounded(clientDataJson, EvidenceRules.CLIENT_DATA_JSON);
        signature = signature.map(bytes -> bounded(bytes, EvidenceRules.SIGNATURE));
        if (signature.isPresent() != (ceremony == Ceremony.GET)) {
            throw new IllegalArgumentException("A signature belongs to a sign-in, and to nothing else");
        }
    }

    private static byte[] bounded(byte[] bytes, EvidenceRules.Bounds bounds) {
        if (!bounds.hold(bytes)) {
            throw new IllegalArgumentException(
                    bounds.name() + " has " + bounds.min() + " to " + bounds.max() + " bytes, not " + bytes.length);
        }
        return bytes.clone();
    }

    @Override
    public byte[] credentialId() {
        return credentialId.clone();
    }

    @Override
    public byte[] authenticatorData() {
        return authenticatorData.clone();
    }

    @Override
    public byte[] clientDataJson() {
        return clientDataJson.clone();
    }

    @Override
    public Optional<byte[]> signature() {
        return signature.map(byte[]::clone);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebAuthnEvidence that
                && ceremony == that.ceremony
                && Arrays.equals(credentialId, that.credentialId)
                && Arrays.equals(authenticatorData, that.authenticatorData)
                && Arrays.equals(clientDataJson, that.clientDataJson)
                && Arrays.equals(signature.orElse(null), that.signature.orElse(null));
    }

    @Override
    public int hashCode() {
        return Objects.hash(ceremony, Arrays.hashCode(credentialId), Arrays.hashCode(authenticatorData));
    }

    @Override
    public String toString() {
        return "WebAuthnEvidence[" + ceremony + "]";
    }
}
