package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.TestStore;
import org.lanyard.vectors.CeremonyVectors;
import org.lanyard.vectors.CeremonyVectors.Case;
import org.lanyard.vectors.Vectors;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

/** The ceremonies that were recorded from Chromium, judged in the file's order. */
@DisplayName("webauthn-ceremonies.json")
class ChromiumVectorsTest {
    private final TurnableClock clock = new TurnableClock();

    @Test
    void areJudgedAsTheySay() throws Exception {
        CeremonyVectors vectors = Vectors.ceremonies();
        RelyingPartyRules rules = RelyingPartyRules.of(vectors.rpId(), "Recording", Set.of(vectors.origin()));
        List<String> wrong = new ArrayList<>();
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            CredentialStore credentials = new CredentialStore(store.store());
            for (Case one : vectors.cases()) {
                String verdict = judge(rules, credentials, one);
                if (!verdict.equals(one.accepted() ? "accepted" : one.reason())) {
                    wrong.add(one.id() + ": " + verdict);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private String judge(RelyingPartyRules rules, CredentialStore credentials, Case one) {
        try {
            if (one.type().equals("webauthn.create")) {
                StoredCredential made = register(rules, credentials, one).credential();
                assertArrayEquals(bytes(one.publicKey()), made.publicKey());
                credentials.add(made);
            } else {
                VerifiedAuthentication verified = signIn(rules, credentials, one);
                assertEquals(one.handle(), verified.credential().handle().toString());
            }
            return "accepted";
        } catch (WebAuthnException e) {
            return e.reason().name();
        }
    }

    private VerifiedRegistration register(RelyingPartyRules rules, CredentialStore credentials, Case one)
            throws WebAuthnException {
        return new RegistrationCeremony(rules, credentials, clock)
                .verify(
                        state(one, Purpose.REGISTRATION, Optional.of(UserHandle.parse(one.handle()))),
                        new RegistrationResponse(
                                bytes(one.credentialId()),
                                bytes(one.clientDataJson()),
                                bytes(one.attestationObject()),
                                new TreeSet<>(),
                                Optional.empty()));
    }

    private VerifiedAuthentication signIn(RelyingPartyRules rules, CredentialStore credentials, Case one)
            throws WebAuthnException {
        return new AuthenticationCeremony(rules, credentials, clock, copied -> {})
                .verify(
                        state(one, Purpose.AUTHENTICATION, Optional.empty()),
                        new AuthenticationResponse(
                                bytes(one.credentialId()),
                                bytes(one.clientDataJson()),
                                bytes(one.authenticatorData()),
                                bytes(one.signature()),
                                Optional.of(bytes(one.handle()))));
    }

    private CeremonyState state(Case one, Purpose purpose, Optional<UserHandle> handle) {
        return new CeremonyState(
                purpose, bytes(one.challenge()), handle, clock.instant().plus(Duration.ofMinutes(1)));
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
