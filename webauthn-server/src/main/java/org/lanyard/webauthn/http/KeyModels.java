package org.lanyard.webauthn.http;

import java.time.InstantSource;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.attestation.AttestationJudge;
import org.lanyard.webauthn.attestation.Metadata;
import org.lanyard.webauthn.ceremony.VerifiedRegistration;
import org.lanyard.webauthn.credential.StoredCredential;

/** What the ceremonies' results are asked about the model of the key. */
record KeyModels(Metadata metadata, AttestationJudge judge, InstantSource clock) {

    /** @throws WebAuthnException MODEL_WITHDRAWN */
    void requireGood(StoredCredential credential) throws WebAuthnException {
        metadata.requireGood(credential.aaguid());
    }

    /**
     * What is known of a new key's make.
     *
     * @throws WebAuthnException MODEL_WITHDRAWN
     */
    AttestationFacts judge(VerifiedRegistration registration) throws WebAuthnException {
        StoredCredential credential = registration.credential();
        requireGood(credential);
        return judge.judge(
                credential.aaguid(),
                credential.attestationFormat(),
                registration.statement().chain(),
                credential.transports(),
                clock.instant());
    }
}
