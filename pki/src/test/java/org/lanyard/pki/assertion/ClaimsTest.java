package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lanyard.pki.assertion.AssertionParts.AUDIENCE;
import static org.lanyard.pki.assertion.AssertionParts.CARD;
import static org.lanyard.pki.assertion.AssertionParts.CHALLENGE;
import static org.lanyard.pki.assertion.AssertionParts.KIOSK;
import static org.lanyard.pki.assertion.AssertionParts.NOW;
import static org.lanyard.pki.assertion.AssertionParts.filled;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Claims that no verifier would accept cannot be made")
class ClaimsTest {
    private static CardClaims card(String audience, int seconds, String challenge) {
        return new CardClaims(CARD, audience, NOW, NOW.plusSeconds(seconds), challenge, KIOSK);
    }

    private static void cannotBe(Executable made) {
        assertThrows(IllegalArgumentException.class, made);
    }

    @Test
    void claims_thatLiveFor1To60Seconds() {
        assertDoesNotThrow(() -> card(AUDIENCE, 1, CHALLENGE));
        assertDoesNotThrow(() -> card(AUDIENCE, 60, CHALLENGE));
        for (int seconds : new int[] {-1, 0, 61}) {
            cannotBe(() -> card(AUDIENCE, seconds, CHALLENGE));
        }
    }

    @Test
    void claims_forAnAudience_withAnIdentifier() {
        cannotBe(() -> card("", 60, CHALLENGE));
        cannotBe(() -> card(AUDIENCE, 60, "A".repeat(21)));
        cannotBe(() -> card(AUDIENCE, 60, "A".repeat(22) + "="));
    }

    private static WebAuthnEvidence evidence(
            Ceremony ceremony, int credentialId, int data, int client, Optional<Integer> signature) {
        return new WebAuthnEvidence(
                ceremony,
                filled(credentialId, 1),
                filled(data, 2),
                filled(client, 3),
                signature.map(length -> filled(length, 4)));
    }

    private static WebAuthnEvidence signIn(int credentialId, int data, int client, int signature) {
        return evidence(Ceremony.GET, credentialId, data, client, Optional.of(signature));
    }

    @Test
    void evidence_ofItsLengths() {
        assertDoesNotThrow(() -> signIn(1, 37, 2, 1));
        assertDoesNotThrow(() -> signIn(1023, 8192, 4096, 1024));
        cannotBe(() -> signIn(0, 37, 2, 1));
        cannotBe(() -> signIn(1024, 37, 2, 1));
        cannotBe(() -> signIn(1, 36, 2, 1));
        cannotBe(() -> signIn(1, 8193, 2, 1));
        cannotBe(() -> signIn(1, 37, 1, 1));
        cannotBe(() -> signIn(1, 37, 4097, 1));
        cannotBe(() -> signIn(1, 37, 2, 0));
        cannotBe(() -> signIn(1, 37, 2, 1025));
    }

    @Test
    void evidence_withASignature_isASignIns() {
        assertDoesNotThrow(() -> evidence(Ceremony.CREATE, 16, 37, 9, Optional.empty()));
        cannotBe(() -> evidence(Ceremony.CREATE, 16, 37, 9, Optional.of(70)));
        cannotBe(() -> evidence(Ceremony.GET, 16, 37, 9, Optional.empty()));
    }

    private static AttestationFacts facts(boolean trusted, boolean certified, String level, String model) {
        return new AttestationFacts(
                AttestationFacts.none().aaguid(),
                "packed",
                trusted,
                certified,
                Optional.ofNullable(level),
                Optional.ofNullable(model),
                Set.of("usb"));
    }

    @Test
    void attestation_doesNotContradictItself() {
        assertDoesNotThrow(() -> facts(true, true, "L3plus", "k".repeat(128)));
        assertDoesNotThrow(() -> facts(true, false, null, "Key"));
        assertDoesNotThrow(() -> facts(false, false, null, null));
        cannotBe(() -> facts(false, true, null, null));
        cannotBe(() -> facts(true, false, "L1", null));
        cannotBe(() -> facts(true, true, "L4", null));
        cannotBe(() -> facts(true, true, null, "k".repeat(129)));
        cannotBe(() -> facts(true, true, null, "two\nlines"));
        cannotBe(() -> AttestationFacts.unattested("2FC0579F-8113-47EA-B116-BB5A8DB9202A", "none", Set.of()));
        cannotBe(() -> AttestationFacts.unattested(AttestationFacts.none().aaguid(), "No ne", Set.of()));
        cannotBe(() -> AttestationFacts.unattested(AttestationFacts.none().aaguid(), "none", Set.of("pigeon")));
    }

    @Test
    void attestation_isARegistrations() {
        WebAuthnEvidence signIn = signIn(16, 37, 9, 70);
        WebAuthnEvidence registration = evidence(Ceremony.CREATE, 16, 37, 9, Optional.empty());
        Optional<AttestationFacts> facts = Optional.of(AttestationFacts.none());
        assertDoesNotThrow(() -> webauthn(signIn, Optional.empty()));
        assertDoesNotThrow(() -> webauthn(registration, facts));
        cannotBe(() -> webauthn(signIn, facts));
        cannotBe(() -> webauthn(registration, Optional.empty()));
    }

    private static WebAuthnClaims webauthn(WebAuthnEvidence evidence, Optional<AttestationFacts> facts) {
        return new WebAuthnClaims(
                AssertionParts.SERVICE,
                AssertionParts.HANDLE,
                AUDIENCE,
                NOW,
                NOW.plusSeconds(60),
                CHALLENGE,
                evidence,
                facts);
    }

    @Test
    void evidence_isEqual_whereAllItsBytesAre() {
        WebAuthnEvidence one = signIn(16, 37, 9, 70);
        assertEquals(one, signIn(16, 37, 9, 70));
        assertEquals(one.hashCode(), signIn(16, 37, 9, 70).hashCode());
        for (Object other : List.of(
                signIn(17, 37, 9, 70),
                signIn(16, 38, 9, 70),
                signIn(16, 37, 10, 70),
                signIn(16, 37, 9, 71),
                evidence(Ceremony.CREATE, 16, 37, 9, Optional.empty()),
                "evidence")) {
            assertNotEquals(one, other);
        }
    }

    @Test
    void evidence_toString_namesItsCeremonyAlone() {
        assertEquals("WebAuthnEvidence[GET]", signIn(16, 37, 9, 70).toString());
    }
}
