package org.lanyard.session.door;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.VerifiedWebAuthnAssertion;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenge;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.credential.AuthenticatorData;
import org.lanyard.session.credential.ClientData;
import org.lanyard.session.credential.CoseKey;
import org.lanyard.session.credential.PinnedCredential;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.Secret;

/**
 * What is known of a key's assertion before the transaction. The pin is read ahead: its key never changes.
 *
 * @param addition whether somebody who is signed in brings it
 */
record KeySeen(
        VerifiedWebAuthnAssertion assertion,
        AuthenticatorData data,
        ClientData client,
        Optional<Challenge> challenge,
        Optional<PinnedCredential> pinned,
        boolean addition,
        Instant now) {

    KeySeen with(Optional<PinnedCredential> pin) {
        return new KeySeen(assertion, data, client, challenge, pin, addition, now);
    }

    /** As what somebody brings who is signed in. */
    KeySeen asAddition() {
        return new KeySeen(assertion, data, client, challenge, pinned, true, now);
    }

    /** Whether the challenge says that it was issued for somebody who is signed in. */
    boolean askedForByASession() {
        return challenge
                .flatMap(Challenge::purpose)
                .filter(asked -> asked == Purpose.ADDITION)
                .isPresent();
    }

    WebAuthnEvidence evidence() {
        return assertion.claims().evidence();
    }

    Ceremony ceremony() {
        return evidence().ceremony();
    }

    String handle() {
        return assertion.claims().handle();
    }

    String credentialId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(evidence().credentialId());
    }

    Purpose purpose() {
        return switch (ceremony()) {
            case CREATE -> addition ? Purpose.ADDITION : Purpose.REGISTRATION;
            case GET -> Purpose.SIGN_IN;
        };
    }

    /** How well its owner is authenticated by it. */
    Acr level() {
        return data.backupEligible() ? Acr.PASSKEY : Acr.KEY;
    }

    /** A registration's challenge is about the invited person's handle; a sign-in's about nobody, for nobody is known yet. */
    String subject() {
        return switch (ceremony()) {
            case CREATE -> handle();
            case GET -> "";
        };
    }

    /** What the service says of the make is of the model that the key itself names. */
    boolean attestsTheNamedModel() {
        return data.attested()
                .map(AuthenticatorData.Attested::aaguid)
                .equals(assertion.claims().attestation().map(AttestationFacts::aaguid));
    }

    boolean attestsTheNamedCredential() {
        return data.attested()
                .filter(attested ->
                        Arrays.equals(attested.credentialId(), evidence().credentialId()))
                .isPresent();
    }

    /**
     * WebAuthn §7.2 step 21: the pinned key's signature over authenticatorData ‖ SHA-256(clientDataJSON). To be asked once it
     * is known that there is a pin; that a sign-in's assertion has a signature is a rule of assertions.
     */
    boolean signedByThePinnedKey() {
        byte[] data = evidence().authenticatorData();
        byte[] clientHash = Secret.hash(evidence().clientDataJson());
        byte[] signed = Arrays.copyOf(data, data.length + clientHash.length);
        System.arraycopy(clientHash, 0, signed, data.length, clientHash.length);
        try {
            return CoseKey.parse(pinned.orElseThrow().publicKey())
                    .verifies(signed, evidence().signature().orElseThrow());
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a key was pinned that is none", impossible);
        }
    }
}
