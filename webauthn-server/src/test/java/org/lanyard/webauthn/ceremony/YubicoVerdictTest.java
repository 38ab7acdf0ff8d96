package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upokecenter.cbor.CBORObject;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

@DisplayName("The library alone refuses too: one mistake of ours would not be enough")
class YubicoVerdictTest {
    private static final String FASTER = "AmazonCorrettoCryptoProvider";

    private YubicoVerdict library = new YubicoVerdict(Ground.RULES);
    private TestStore store;
    private Ground ground;

    @BeforeEach
    void open() {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        ground = new Ground(store.store());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void refused(Reason reason, Executable act) {
        assertEquals(reason, assertThrows(WebAuthnException.class, act).reason());
    }

    private Executable registering(HostileAuthenticator authenticator) throws WebAuthnException {
        CeremonyState ceremony = ground.registering(Ground.newHandle());
        RegistrationResponse response =
                RegistrationResponse.parse(Ground.json(ground.created(ceremony, authenticator)));
        return () -> library.requireRegistration(ceremony, response);
    }

    @Test
    void registration_withoutUserVerification_isRefused() throws Exception {
        assertDoesNotThrow(registering(new HostileAuthenticator()));
        refused(Reason.ATTESTATION, registering(new HostileAuthenticator().flags(0x01)));
    }

    @Test
    void registration_ofAnotherOrigin_isRefused() throws Exception {
        refused(
                Reason.ATTESTATION,
                registering(new HostileAuthenticator().clientData(c -> c.put("origin", "https://evil.example"))));
    }

    @Test
    void registration_ofAKeyThatIsNone_saysSo() throws Exception {
        byte[] tooSmall = RegistrationAttacks.rsa(40);
        // The JDK refuses so short a modulus when the key is made; the faster provider leaves that to our own rule.
        Provider faster = Security.getProvider(FASTER);
        Security.removeProvider(FASTER);
        try {
            refused(Reason.PUBLIC_KEY, registering(new HostileAuthenticator().coseKey(key -> tooSmall)));
        } finally {
            if (faster != null) {
                Security.insertProviderAt(faster, 1);
            }
        }
    }

    @Test
    void registration_thatTheLibraryCannotRead_isRefused() {
        CeremonyState ceremony = ground.registering(Ground.newHandle());
        RegistrationResponse good = assertDoesNotThrow(
                () -> RegistrationResponse.parse(Ground.json(ground.created(ceremony, new HostileAuthenticator()))));
        RegistrationResponse unreadable = new RegistrationResponse(
                good.credentialId(),
                good.clientDataJson(),
                CBORObject.NewMap().EncodeToBytes(),
                good.transports(),
                Optional.empty());
        refused(Reason.ATTESTATION, () -> library.requireRegistration(ceremony, unreadable));
    }

    /** A sign-in of a passkey that was registered just now. */
    private record SignIn(CeremonyState ceremony, AuthenticationResponse response, StoredCredential credential) {}

    private SignIn signIn(HostileAuthenticator authenticator, int flags) throws WebAuthnException {
        StoredCredential credential = ground.register(Ground.newHandle(), authenticator);
        CeremonyState ceremony = ground.authenticating();
        String response = ground.asserted(ceremony, authenticator.flags(flags));
        return new SignIn(ceremony, AuthenticationResponse.parse(Ground.json(response)), credential);
    }

    private Executable verifying(SignIn it) {
        return () -> library.requireAuthentication(it.ceremony(), it.response(), it.credential());
    }

    @Test
    void signIn_withoutUserVerification_isRefused() throws Exception {
        assertDoesNotThrow(verifying(signIn(new HostileAuthenticator(), 0x05)));
        refused(Reason.SIGNATURE, verifying(signIn(new HostileAuthenticator(), 0x01)));
    }

    @Test
    void withoutUserVerification_isTakenWhereThatIsLoudlyLoosened() throws Exception {
        SignIn touched = signIn(new HostileAuthenticator(), 0x01);
        library = new YubicoVerdict(Ground.RULES.dangerouslyWithoutUserVerification());
        assertDoesNotThrow(registering(new HostileAuthenticator().flags(0x01)));
        assertDoesNotThrow(verifying(touched));
    }

    @Test
    void signIn_withAnotherCredentialThanWasLookedUp_isRefused() throws Exception {
        SignIn good = signIn(new HostileAuthenticator(), 0x05);
        StoredCredential c = good.credential();
        StoredCredential another = copy(c, new CredentialId(Ground.random(32)));
        refused(Reason.SIGNATURE, verifying(new SignIn(good.ceremony(), good.response(), another)));
    }

    @Test
    void signIn_ofAnotherUserThanTheCredentialIs_isRefused() throws Exception {
        SignIn good = signIn(new HostileAuthenticator(), 0x05);
        AuthenticationResponse r = good.response();
        AuthenticationResponse another = new AuthenticationResponse(
                r.credentialId(),
                r.clientDataJson(),
                r.authenticatorData(),
                r.signature(),
                Optional.of(Ground.newHandle().bytes()));
        refused(Reason.SIGNATURE, verifying(new SignIn(good.ceremony(), another, good.credential())));
    }

    @Test
    void signIn_whoseBackupEligibilityChanged_isRefused() throws Exception {
        refused(Reason.SIGNATURE, verifying(signIn(new HostileAuthenticator(0x05, false), 0x0D)));
        refused(Reason.SIGNATURE, verifying(signIn(new HostileAuthenticator(0x0D, false), 0x05)));
    }

    private static StoredCredential copy(StoredCredential of, CredentialId id) {
        return new StoredCredential(
                id,
                of.handle(),
                of.publicKey(),
                of.algorithm(),
                of.signCount(),
                of.backupEligible(),
                of.backedUp(),
                of.transports(),
                of.aaguid(),
                of.attestationFormat(),
                of.discoverable(),
                of.createdAt(),
                of.usedAt());
    }
}
