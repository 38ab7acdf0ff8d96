package org.lanyard.pki.assertion;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.ForgedAssertion;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

/** One good assertion of each speaker, and what is needed to break it. */
final class AssertionParts {
    static final String AUDIENCE = "https://login.school.example";
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final UUID CARD = UUID.fromString("3f8a2c1e-5b7d-4e90-a1b2-c3d4e5f60718");
    static final URI KIOSK = URI.create("https://kiosk-7.school.example/");
    static final URI SERVICE = URI.create("urn:lanyard:webauthn:one");
    static final String CHALLENGE = Base64Url.encode(filled(90, 7));
    static final String HANDLE = Base64Url.encode(filled(32, 9));

    static final AttestationFacts FACTS = new AttestationFacts(
            "2fc0579f-8113-47ea-b116-bb5a8db9202a",
            "packed",
            true,
            true,
            Optional.of("L2"),
            Optional.of("A key with a fingerprint reader"),
            Set.of("usb", "nfc"));

    static final SubjectName CARD_NAME = new SubjectName.Card(CARD);
    static final SubjectName KIOSK_NAME = new SubjectName.Service(KIOSK);
    static final SubjectName SERVICE_NAME = new SubjectName.Service(SERVICE);

    final TestAuthority authority = TestAuthority.create(NOW);
    final SigningKey card = authority.issue(Profile.CARD_9E, CARD_NAME);
    final SigningKey cardWithPin = authority.issue(Profile.CARD_9A, CARD_NAME);
    final SigningKey card384 = authority.issue(Profile.CARD_9E, CARD_NAME, TestKeys.p384());
    final SigningKey cardRsa = authority.issue(Profile.CARD_9E, CARD_NAME, TestKeys.rsa(2048));
    final SigningKey kiosk = authority.issue(Profile.KIOSK, KIOSK_NAME);
    final SigningKey service = authority.issue(Profile.WEBAUTHN_SERVICE, SERVICE_NAME);

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    CardClaims cardClaims() {
        return new CardClaims(CARD, AUDIENCE, NOW, NOW.plusSeconds(60), CHALLENGE, KIOSK);
    }

    KioskClaims kioskClaims() {
        return new KioskClaims(
                KIOSK, AUDIENCE, NOW, NOW.plusSeconds(60), CHALLENGE, Optional.of(KioskClaims.hashOf("x")));
    }

    WebAuthnClaims webAuthnClaims(Ceremony ceremony) {
        WebAuthnEvidence evidence = new WebAuthnEvidence(
                ceremony,
                filled(16, 1),
                filled(37, 2),
                ("{\"type\":\"" + ceremony.type() + "\"}").getBytes(StandardCharsets.UTF_8),
                ceremony == Ceremony.GET ? Optional.of(filled(70, 3)) : Optional.empty());
        return new WebAuthnClaims(
                SERVICE,
                HANDLE,
                AUDIENCE,
                NOW,
                NOW.plusSeconds(60),
                CHALLENGE,
                evidence,
                ceremony == Ceremony.CREATE ? Optional.of(FACTS) : Optional.empty());
    }

    AssertionClaims claims(Speaker speaker) {
        return switch (speaker) {
            case CARD -> cardClaims();
            case KIOSK -> kioskClaims();
            case WEBAUTHN_SERVICE -> webAuthnClaims(Ceremony.GET);
        };
    }

    SigningKey key(Speaker speaker) {
        return switch (speaker) {
            case CARD -> card;
            case KIOSK -> kiosk;
            case WEBAUTHN_SERVICE -> service;
        };
    }

    ForgedAssertion good(Speaker speaker) {
        return ForgedAssertion.good(claims(speaker), key(speaker));
    }

    ForgedAssertion good(SigningKey card) {
        return ForgedAssertion.good(cardClaims(), card);
    }

    AssertionVerifier verifier() {
        return verifier(Rules.ALL);
    }

    AssertionVerifier verifier(Rules rules) {
        return new AssertionVerifier(authority.validator(), AUDIENCE, InstantSource.fixed(NOW), rules);
    }

    AssertionVerifier verifierAt(Duration later) {
        return new AssertionVerifier(authority.validator(), AUDIENCE, InstantSource.fixed(NOW.plus(later)));
    }

    static AssertionVerifier verifier(LeafValidator leaves) {
        return new AssertionVerifier(leaves, AUDIENCE, InstantSource.fixed(NOW));
    }

    /** What was proved, whoever speaks. */
    static Object verify(AssertionVerifier verifier, Speaker speaker, String jwt) throws AssertionException {
        return switch (speaker) {
            case CARD -> verifier.verifyCard(jwt);
            case KIOSK -> verifier.verifyKiosk(jwt);
            case WEBAUTHN_SERVICE -> verifier.verifyWebAuthn(jwt);
        };
    }

    /** The reason of the refusal; empty if it was accepted. */
    static Optional<Reason> refusal(AssertionVerifier verifier, Speaker speaker, String jwt) {
        try {
            verify(verifier, speaker, jwt);
            return Optional.empty();
        } catch (AssertionException e) {
            return Optional.of(e.reason());
        }
    }
}
