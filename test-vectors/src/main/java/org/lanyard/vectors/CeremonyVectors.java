package org.lanyard.vectors;

import java.util.List;

/**
 * WebAuthn ceremonies as a browser made them: {@code webauthn-ceremonies.json}. All bytes are in base64url without
 * padding, as in the JSON forms of WebAuthn Level 3 §5.1.
 *
 * @param provenance where they come from, with the browser's version
 * @param rpId the relying party's id
 * @param origin the origin of the page
 * @param cases the ceremonies; a sign-in comes after the registration of its credential
 */
public record CeremonyVectors(Provenance provenance, String rpId, String origin, List<Case> cases) {
    public CeremonyVectors {
        Require.text(rpId, "rp_id");
        Require.text(origin, "origin");
        cases = Require.cases(cases, Case::id);
    }

    /** The case of this id. */
    public Case named(String id) {
        return cases.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * One ceremony.
     *
     * @param id its name, unique in the file
     * @param comment what is right or wrong with it
     * @param type {@code webauthn.create} or {@code webauthn.get}
     * @param challenge the challenge that was asked with
     * @param handle the user handle
     * @param credentialId the credential's id
     * @param publicKey the credential's public key, COSE_Key
     * @param clientDataJson what the browser collected
     * @param authenticatorData what the authenticator said
     * @param attestationObject of a registration; null at a sign-in
     * @param signature of a sign-in; null at a registration
     * @param userVerified whether the UV flag is set
     * @param accepted whether it must be accepted
     * @param reason why it must be refused; null if it is accepted
     */
    public record Case(
            String id,
            String comment,
            String type,
            String challenge,
            String handle,
            String credentialId,
            String publicKey,
            String clientDataJson,
            String authenticatorData,
            String attestationObject,
            String signature,
            boolean userVerified,
            boolean accepted,
            String reason) {
        public Case {
            Require.text(comment, "comment");
            Require.base64Url(challenge, "challenge");
            Require.base64Url(handle, "handle");
            Require.base64Url(credentialId, "credential_id");
            Require.base64Url(publicKey, "public_key");
            Require.base64Url(clientDataJson, "client_data_json");
            Require.base64Url(authenticatorData, "authenticator_data");
            Require.outcome(accepted, reason, id);
            switch (Require.text(type, "type")) {
                case "webauthn.create" -> Require.base64Url(attestationObject, "attestation_object");
                case "webauthn.get" -> Require.base64Url(signature, "signature");
                default -> throw new IllegalArgumentException(id + ": " + type + " is no ceremony");
            }
        }
    }
}
