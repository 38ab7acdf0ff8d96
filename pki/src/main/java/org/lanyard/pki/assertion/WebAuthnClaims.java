package org.lanyard.pki.assertion;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the WebAuthn service says: that this ceremony, whose evidence it brings along, is of this handle.
 *
 * @param service the service's URI, its {@code iss}
 * @param handle {@code sub}: the user handle, 32 bytes in base64url (43 characters)
 * @param audience {@code aud}: the identifier of the issuer whose door this is for
 * @param issuedAt {@code iat}, whole seconds
 * @param expiresAt {@code exp}, whole seconds, at most 60 s later
 * @param challenge {@code jti}: the door's challenge, which was the ceremony's challenge
 * @param evidence {@code webauthn}
 * @param attestation {@code attestation}: what is known of a new key's make; there at {@link Ceremony#CREATE}, and there
 *     alone
 */
public record WebAuthnClaims(
        URI service,
        String handle,
        String audience,
        Instant issuedAt,
        Instant expiresAt,
        String challenge,
        WebAuthnEvidence evidence,
        Optional<AttestationFacts> attestation)
        implements AssertionClaims {
    public WebAuthnClaims {
        issuedAt = AssertionClaims.seconds(issuedAt);
        expiresAt = AssertionClaims.seconds(expiresAt);
        AssertionClaims.require(audience, issuedAt, expiresAt, challenge);
        Objects.requireNonNull(evidence, "evidence");
        if (!SpeakerRules.isName(service) || !SpeakerRules.is32Bytes(handle)) {
            throw new IllegalArgumentException("A service is an absolute URI, a handle 32 bytes in base64url");
        }
        if (attestation.isPresent() != (evidence.ceremony() == Ceremony.CREATE)) {
            throw new IllegalArgumentException("What a key is goes with its registration, and with nothing else");
        }
    }

    @Override
    public Speaker speaker() {
        return Speaker.WEBAUTHN_SERVICE;
    }

    @Override
    public String issuer() {
        return service.toString();
    }

    @Override
    public String subject() {
        return handle;
    }

    @Override
    public String identifier() {
        return challenge;
    }
}
