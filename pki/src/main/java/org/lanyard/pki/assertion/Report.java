package org.lanyard.pki.assertion;

import java.util.Arrays;
import java.util.Objects;

/** What the WebAuthn service has noticed of credentials; the door can but suspend them for it. */
public sealed interface Report {
    /**
     * A credential's signature counter went back: a copy of the key may be in use (W3C WebAuthn Level 3 §6.1.1). The
     * claim {@code counter}.
     *
     * @param credentialId 1 to 1023 bytes
     * @param handle the user handle, 32 bytes in base64url
     */
    record Counter(byte[] credentialId, String handle) implements Report {
        public Counter {
            credentialId = credentialId.clone();
            if (!EvidenceRules.CREDENTIAL_ID.hold(credentialId) || !SpeakerRules.is32Bytes(handle)) {
                throw new IllegalArgumentException("A credential id has 1 to 1023 bytes, a handle 32 in base64url");
            }
        }

        @Override
        public byte[] credentialId() {
            return credentialId.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counter that
                    && Arrays.equals(credentialId, that.credentialId)
                    && handle.equals(that.handle);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(credentialId), handle);
        }

        @Override
        public String toString() {
            return "Counter";
        }
    }

    /**
     * FIDO tells that a model is no longer to be relied on. The claim {@code model}.
     *
     * @param aaguid the model's, a UUID in lower case
     * @param status what is told
     */
    record Model(String aaguid, ModelStatus status) implements Report {
        public Model {
            Objects.requireNonNull(status, "status");
            if (!AttestationFacts.isAaguid(aaguid)) {
                throw new IllegalArgumentException("An AAGUID is a UUID in lower case");
            }
        }
    }
}
