package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.pki.assertion.AssertionParts.AUDIENCE;
import static org.lanyard.pki.assertion.AssertionParts.CARD;
import static org.lanyard.pki.assertion.AssertionParts.NOW;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.FixedIssuers;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestCertificate;

class AssertionVerifierTest {
    private static final AssertionParts PARTS = new AssertionParts();

    @Nested
    @DisplayName("What was written is what is proved")
    class Written {
        @Test
        void card() throws Exception {
            String jwt = AssertionWriter.write(PARTS.cardClaims(), PARTS.card);
            VerifiedCardAssertion proved = PARTS.verifier().verifyCard(jwt);
            assertEquals(PARTS.cardClaims(), proved.claims());
            assertEquals(Optional.of(CARD), proved.leaf().card());
            assertEquals(Profile.CARD_9E, proved.leaf().profile());
            assertEquals(KioskClaims.hashOf(jwt), proved.hash());
        }

        @Test
        void cardWithPin_isKnownByItsProfile() throws Exception {
            String jwt = AssertionWriter.write(PARTS.cardClaims(), PARTS.cardWithPin);
            assertEquals(
                    Profile.CARD_9A, PARTS.verifier().verifyCard(jwt).leaf().profile());
        }

        @Test
        void kiosk_withAndWithoutACard() throws Exception {
            KioskClaims with = PARTS.kioskClaims();
            KioskClaims alone = new KioskClaims(
                    with.kiosk(), AUDIENCE, with.issuedAt(), with.expiresAt(), with.jti(), Optional.empty());
            for (KioskClaims claims : new KioskClaims[] {with, alone}) {
                String jwt = AssertionWriter.write(claims, PARTS.kiosk);
                assertEquals(claims, PARTS.verifier().verifyKiosk(jwt).claims());
            }
        }

        @ParameterizedTest
        @EnumSource(Ceremony.class)
        void webauthn(Ceremony ceremony) throws Exception {
            WebAuthnClaims claims = PARTS.webAuthnClaims(ceremony);
            String jwt = AssertionWriter.write(claims, PARTS.service);
            assertEquals(claims, PARTS.verifier().verifyWebAuthn(jwt).claims());
        }
    }

    @Nested
    @DisplayName("RFC 7518 §3.1: alg")
    class Algorithms {
        @Test
        void es384_rs256_ps256_areAccepted() throws Exception {
            PARTS.verifier().verifyCard(PARTS.good(PARTS.card384).write());
            PARTS.verifier().verifyCard(PARTS.good(PARTS.cardRsa).write());
            PARTS.verifier()
                    .verifyCard(PARTS.good(PARTS.cardRsa)
                            .header("alg", "PS256")
                            .signedAs("PS256")
                            .write());
        }
    }

    @Nested
    @DisplayName("RFC 7519 §4.1.4, §4.1.6: the clock's leeway is 30 s and not a second more")
    class Times {
        @Test
        void expiredLessThan30SecondsAgo_isAccepted() throws Exception {
            String jwt = AssertionWriter.write(PARTS.cardClaims(), PARTS.card);
            PARTS.verifierAt(Duration.ofSeconds(89)).verifyCard(jwt);
            assertEquals(
                    Optional.of(Reason.EXPIRED),
                    AssertionParts.refusal(PARTS.verifierAt(Duration.ofSeconds(90)), Speaker.CARD, jwt));
        }

        @Test
        void issuedIn30Seconds_isAccepted() throws Exception {
            String jwt = AssertionWriter.write(PARTS.cardClaims(), PARTS.card);
            PARTS.verifierAt(Duration.ofSeconds(-30)).verifyCard(jwt);
            assertEquals(
                    Optional.of(Reason.ISSUED_IN_FUTURE),
                    AssertionParts.refusal(PARTS.verifierAt(Duration.ofSeconds(-31)), Speaker.CARD, jwt));
        }
    }

    @Nested
    @DisplayName("RFC 7515 §4.1.6: x5c")
    class Certificates {
        @Test
        void three_areAccepted_butOnlyTheLeafCounts() throws Exception {
            String jwt = PARTS.good(Speaker.CARD)
                    .certificates(PARTS.card.certificate(), PARTS.authority.issuing(), PARTS.authority.root())
                    .write();
            assertEquals(
                    PARTS.card.certificate(),
                    PARTS.verifier().verifyCard(jwt).leaf().certificate());
            String turned = PARTS.good(Speaker.CARD)
                    .certificates(PARTS.authority.issuing(), PARTS.card.certificate())
                    .write();
            assertEquals(
                    Optional.of(Reason.CERTIFICATE_NOT_TRUSTED),
                    AssertionParts.refusal(PARTS.verifier(), Speaker.CARD, turned));
        }

        @Test
        void strangeAuthority_onceTrusted_isAccepted() throws Exception {
            TestAuthority stranger = TestAuthority.create(NOW);
            SigningKey card = stranger.issue(Profile.CARD_9E, AssertionParts.CARD_NAME);
            String jwt = PARTS.good(card).write();
            assertEquals(
                    Optional.of(Reason.CERTIFICATE_NOT_TRUSTED),
                    AssertionParts.refusal(PARTS.verifier(), Speaker.CARD, jwt));
            LeafValidator both =
                    new LeafValidator(FixedIssuers.of(PARTS.authority.issuing(), stranger.issuing()), OidArc.DEFAULT);
            AssertionParts.verifier(both).verifyCard(jwt);
        }

        @Test
        void rememberedHeader_stillExpires() throws Exception {
            TestCertificate brief = PARTS.authority.certificate(Profile.CARD_9E, AssertionParts.CARD_NAME);
            SigningKey card =
                    brief.validity(NOW.minusSeconds(60), NOW.plusSeconds(5)).sign();
            String jwt = PARTS.good(card).write();
            Moving clock = new Moving();
            AssertionVerifier verifier = new AssertionVerifier(PARTS.authority.validator(), AUDIENCE, clock);
            verifier.verifyCard(jwt);
            clock.seconds = 10;
            assertEquals(
                    Optional.of(Reason.CERTIFICATE_NOT_IN_TIME), AssertionParts.refusal(verifier, Speaker.CARD, jwt));
        }
    }

    @Test
    void write_withASignatureOfAnotherLength_fails() {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> AssertionWriter.write(PARTS.cardClaims(), PARTS.card.certificate(), input -> new byte[70]));
        assertTrue(failure.getMessage().contains("70"), failure.getMessage());
    }

    @Test
    void message_neverRepeatsWhatWasSent() {
        String jwt =
                PARTS.good(Speaker.CARD).claim("aud", "https://secret.example").write();
        var refusal =
                assertThrows(AssertionException.class, () -> PARTS.verifier().verifyCard(jwt));
        assertTrue(!refusal.getMessage().contains("secret"), refusal.getMessage());
    }

    private static final class Moving implements InstantSource {
        private long seconds;

        @Override
        public java.time.Instant instant() {
            return NOW.plusSeconds(seconds);
        }
    }
}
