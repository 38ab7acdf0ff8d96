package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

@DisplayName("WebAuthn Level 3 §7.2, the good ones, and what is left of them")
class AuthenticationTest {
    private TestStore store;
    private Ground ground;
    private HostileAuthenticator authenticator;
    private UserHandle handle;

    @BeforeEach
    void register() throws WebAuthnException {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        ground = new Ground(store.store());
        authenticator = new HostileAuthenticator();
        handle = Ground.newHandle();
        ground.register(handle, authenticator);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void goodAssertion_isVerifiedAndItsCounterKept() throws WebAuthnException {
        VerifiedAuthentication verified = ground.authenticate(authenticator);
        assertEquals(handle, verified.credential().handle());
        assertTrue(ground.rows().contains(handle + " 2 0 "), ground.rows());
    }

    @Test
    void assertionPlayedAgain_isRefusedByItsCounter() throws WebAuthnException {
        CeremonyState ceremony = ground.authenticating();
        String response = ground.asserted(ceremony, authenticator);
        ground.authenticate(ceremony, response);
        WebAuthnException refusal =
                assertThrows(WebAuthnException.class, () -> ground.authenticate(ceremony, response));
        assertEquals(Reason.COUNTER_WENT_BACK, refusal.reason());
    }

    @Test
    @DisplayName(
            "§7.2 step 23: a copy that signs after the last use is told of, the key itself that is sent again is not")
    void aCopyIsTold_andNoRepeat() throws WebAuthnException {
        CeremonyState first = ground.authenticating();
        String early = ground.asserted(first, authenticator);
        CeremonyState second = ground.authenticating();
        String late = ground.asserted(second, authenticator);
        ground.authenticate(second, late);
        // Sent twice, overtaken on its way, and sent again much later: refused, and nobody is told.
        backwards(second, late);
        backwards(first, early);
        ground.clock.turn(Duration.ofSeconds(30));
        backwards(second, late);
        backwards(first, early);
        assertEquals(List.of(), ground.copies);

        // Made now, by something that never heard of the last use.
        CeremonyState now = ground.authenticating();
        authenticator.authenticatorData(data -> RegistrationAttacks.patched(data, 33, 0, 0, 0, 3));
        ObjectNode forged = Ground.json(ground.asserted(now, authenticator));
        ((ObjectNode) forged.path("response"))
                .put("signature", Base64Url.encode(new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1}));
        assertThrows(WebAuthnException.class, () -> ground.authenticate(now, forged.toString()));
        assertEquals(List.of(), ground.copies, "anybody can say so: only the key's signature counts");
        backwards(now, ground.asserted(now, authenticator));
        assertEquals(
                List.of(handle),
                ground.copies.stream().map(StoredCredential::handle).toList());
    }

    private void backwards(CeremonyState ceremony, String response) {
        WebAuthnException refusal =
                assertThrows(WebAuthnException.class, () -> ground.authenticate(ceremony, response));
        assertEquals(Reason.COUNTER_WENT_BACK, refusal.reason());
    }

    @Test
    void passkeyWithoutCounter_signsInAgainAndAgain_andItsBackupStateIsKept() throws WebAuthnException {
        UserHandle other = Ground.newHandle();
        HostileAuthenticator passkey = new HostileAuthenticator(0x0D, false);
        ground.register(other, passkey);
        ground.authenticate(passkey);
        ground.authenticate(passkey);
        assertTrue(ground.rows().contains(other + " 0 0 "), ground.rows());
        ground.authenticate(passkey.flags(0x1D));
        assertTrue(ground.rows().contains(other + " 0 1 "), ground.rows());
    }

    @Test
    void credentialIdOf1023Bytes_signsIn() throws WebAuthnException {
        String id = Base64Url.encode(new byte[1023]);
        CeremonyState registering = ground.registering(Ground.newHandle());
        authenticator.authenticatorData(data -> RegistrationAttacks.withId(data, 1023));
        ObjectNode created = Ground.json(ground.created(registering, authenticator));
        ground.register(registering, created.put("id", id).put("rawId", id).toString());
        CeremonyState signingIn = ground.authenticating();
        ObjectNode asserted = Ground.json(ground.asserted(signingIn, authenticator.good()));
        ground.authenticate(signingIn, asserted.put("id", id).put("rawId", id).toString());
    }

    @ParameterizedTest
    @DisplayName("Level 2 §5.8.1: a token binding of an unknown status is as if it were not there")
    @ValueSource(strings = {"{\"status\":\"not-supported\"}", "{\"status\":\"supported\"}", "{}", "7", "null"})
    void browsersOf2018_registerAndSignIn(String binding) throws Exception {
        HostileAuthenticator old = new HostileAuthenticator()
                .clientDataText(c -> c.replaceFirst("\\{", "{\"tokenBinding\":" + binding + ","));
        ground.register(Ground.newHandle(), old);
        ground.authenticate(old);
    }

    @Test
    void messageOfARefusal_quotesNothingOfTheInput() {
        HostileAuthenticator evil = authenticator.clientData(
                c -> c.put("origin", "https://evil.example").put("challenge", "c2VjcmV0"));
        WebAuthnException refusal = assertThrows(WebAuthnException.class, () -> ground.authenticate(evil));
        assertFalse(refusal.toString().contains("evil") || refusal.toString().contains("c2VjcmV0"));
    }
}
