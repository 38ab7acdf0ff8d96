package org.lanyard.webauthn.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.WebAuthnClaims;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.CertificateNames;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.ceremony.VerifiedAuthentication;
import org.lanyard.webauthn.ceremony.VerifiedRegistration;
import org.lanyard.webauthn.credential.StoredCredential;

/** Writes what a ceremony proved as an assertion of this service, with the authenticator's own evidence inside. */
final class AssertionIssuer {
    /** Long enough to reach the door, no longer than it takes. */
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final String audience;
    private final SigningKey key;
    private final URI service;
    private final InstantSource clock;

    /** @throws IllegalArgumentException if the key's certificate is not that of a WebAuthn service */
    AssertionIssuer(String audience, SigningKey key, InstantSource clock) {
        this.audience = audience;
        this.key = key;
        this.clock = clock;
        try {
            this.service =
                    ((SubjectName.Service) CertificateNames.read(key.certificate(), Profile.WEBAUTHN_SERVICE)).uri();
        } catch (PkiException odd) {
            throw new IllegalArgumentException("not the certificate of a WebAuthn service", odd);
        }
    }

    /** The service's name, its {@code iss}. */
    URI service() {
        return service;
    }

    /** @param facts what is known of the key's make */
    String created(VerifiedRegistration registration, AttestationFacts facts) throws PkiException {
        StoredCredential credential = registration.credential();
        return write(
                registration.ceremony(),
                credential,
                new WebAuthnEvidence(
                        Ceremony.CREATE,
                        credential.id().bytes(),
                        registration.authenticatorData(),
                        registration.clientDataJson(),
                        Optional.empty()),
                Optional.of(facts));
    }

    String used(VerifiedAuthentication authentication) throws PkiException {
        StoredCredential credential = authentication.credential();
        return write(
                authentication.ceremony(),
                credential,
                new WebAuthnEvidence(
                        Ceremony.GET,
                        credential.id().bytes(),
                        authentication.response().authenticatorData(),
                        authentication.response().clientDataJson(),
                        Optional.of(authentication.response().signature())),
                Optional.empty());
    }

    private String write(
            CeremonyState ceremony,
            StoredCredential credential,
            WebAuthnEvidence evidence,
            Optional<AttestationFacts> attestation)
            throws PkiException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return AssertionWriter.write(
                new WebAuthnClaims(
                        service,
                        credential.handle().toString(),
                        audience,
                        now,
                        now.plus(LIFE),
                        ceremony.challengeText(),
                        evidence,
                        attestation),
                key);
    }
}
