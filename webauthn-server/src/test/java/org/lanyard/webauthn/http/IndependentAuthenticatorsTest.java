package org.lanyard.webauthn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.PublicKeyCredential;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.test.authenticator.AuthenticatorAdaptor;
import com.webauthn4j.test.authenticator.u2f.FIDOU2FAuthenticatorAdaptor;
import com.webauthn4j.test.authenticator.webauthn.AndroidKeyAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.PackedAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.TPMAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnModelAuthenticator;
import com.webauthn4j.test.client.ClientPlatform;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.AttestationConveyance;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.credential.CredentialStore;

/** Authenticators and a browser that others wrote (webauthn4j-test): what only we could read would show here. */
@DisplayName("webauthn4j's authenticators register and sign in over HTTP")
class IndependentAuthenticatorsTest {
    private final ObjectConverter webauthn4j = new ObjectConverter();
    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Arguments> authenticators() {
        return Stream.of(
                authenticator("packed, attestation none", PackedAuthenticator::new, "none", "none"),
                authenticator("packed, attestation direct", PackedAuthenticator::new, "direct", "packed"),
                authenticator("none", NoneAttestationAuthenticator::new, "direct", "none"),
                authenticator("TPM, attestation none", TPMAuthenticator::new, "none", "none"),
                authenticator("Android key, attestation none", AndroidKeyAuthenticator::new, "none", "none"),
                authenticator(
                        "Android key, attestation direct", AndroidKeyAuthenticator::new, "direct", "android-key"));
    }

    private static Arguments authenticator(
            String name, Supplier<WebAuthnModelAuthenticator> made, String attestation, String stored) {
        return Arguments.of(name, made, attestation, stored);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("authenticators")
    void registersAndSignsIn(String name, Supplier<WebAuthnModelAuthenticator> made, String attestation, String stored)
            throws Exception {
        try (Service service = new Service(
                store.store(),
                Ground.RULES.withAttestation(
                        AttestationConveyance.ofWord(attestation).orElseThrow()))) {
            WebAuthnModelAuthenticator model = made.get();
            model.setCountUpEnabled(true);
            ClientPlatform browser = browser(new WebAuthnAuthenticatorAdaptor(model, webauthn4j));
            RawHttp.Answer registered = register(service, browser);
            assertEquals(200, registered.status(), registered.body());
            assertTrue(new Ground(store.store()).rows().contains(" 1 0 "), "counted by the authenticator");
            assertEquals(stored, format());

            for (int time = 0; time < 2; time++) {
                ObjectNode options = service.request();
                RawHttp.Answer signedIn = service.authenticate(options, asserted(browser, options.path("publicKey")));
                assertEquals(200, signedIn.status(), signedIn.body());
                service.door.verify(Service.object(signedIn).path("assertion").textValue());
            }
        }
    }

    @Test
    @DisplayName("webauthn4j's TPM writes an area without TPM_ALG_NULL: refused (the W3C's own TPM vector passes)")
    void tpmStatement_isRefused() throws Exception {
        try (Service service = new Service(store.store(), Ground.RULES.withAttestation(AttestationConveyance.DIRECT))) {
            ClientPlatform browser = browser(new WebAuthnAuthenticatorAdaptor(new TPMAuthenticator(), webauthn4j));
            assertEquals(400, register(service, browser).status());
        }
    }

    @Test
    @DisplayName("a U2F key cannot verify who holds it, and keeps no discoverable credential: refused")
    void fidoU2f_isRefused() throws Exception {
        try (Service service = new Service(store.store())) {
            assertEquals(
                    400,
                    register(service, browser(new FIDOU2FAuthenticatorAdaptor()))
                            .status());
            assertEquals("[]", new Ground(store.store()).rows());
        }
    }

    private RawHttp.Answer register(Service service, ClientPlatform browser) {
        ObjectNode options = service.creation(Ground.newHandle().toString());
        PublicKeyCredentialCreationOptions wanted = webauthn4j
                .getJsonMapper()
                .readValue(options.path("publicKey").toString(), PublicKeyCredentialCreationOptions.class);
        PublicKeyCredential<AuthenticatorAttestationResponse, ?> made = browser.create(wanted);
        ObjectNode answer = credential(made);
        answer.putObject("response")
                .put("clientDataJSON", Base64Url.encode(made.getResponse().getClientDataJSON()))
                .put("attestationObject", Base64Url.encode(made.getResponse().getAttestationObject()));
        return service.register(options, answer.toString());
    }

    private String asserted(ClientPlatform browser, JsonNode options) {
        PublicKeyCredential<AuthenticatorAssertionResponse, ?> used = browser.get(
                webauthn4j.getJsonMapper().readValue(options.toString(), PublicKeyCredentialRequestOptions.class));
        ObjectNode answer = credential(used);
        answer.putObject("response")
                .put("clientDataJSON", Base64Url.encode(used.getResponse().getClientDataJSON()))
                .put("authenticatorData", Base64Url.encode(used.getResponse().getAuthenticatorData()))
                .put("signature", Base64Url.encode(used.getResponse().getSignature()))
                .put("userHandle", Base64Url.encode(used.getResponse().getUserHandle()));
        return answer.toString();
    }

    private static ObjectNode credential(PublicKeyCredential<?, ?> credential) {
        String id = Base64Url.encode(credential.getRawId());
        return Json.object().put("id", id).put("rawId", id).put("type", "public-key");
    }

    private String format() {
        return store.store()
                .read(handle -> handle.createQuery("select attestation_format from webauthn_credential")
                        .mapTo(String.class)
                        .one());
    }

    private static ClientPlatform browser(AuthenticatorAdaptor authenticator) {
        return new ClientPlatform(new Origin(Ground.ORIGIN), authenticator);
    }
}
