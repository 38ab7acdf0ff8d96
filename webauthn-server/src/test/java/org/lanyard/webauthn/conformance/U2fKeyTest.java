package org.lanyard.webauthn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.PublicKeyCredential;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.test.authenticator.u2f.FIDOU2FAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.TurnableClock;

/**
 * webauthn4j's FIDO U2F key: people may not register one, for it verifies nobody and keeps no discoverable credential; that
 * its attestation is verified and that it signs in shows here, where neither is asked for.
 */
@DisplayName("webauthn4j's FIDO U2F key registers with attestation direct, and signs in")
class U2fKeyTest {
    private static final String FASTER = "AmazonCorrettoCryptoProvider";

    private final Provider faster = Security.getProvider(FASTER);
    private final ObjectConverter webauthn4j = new ObjectConverter();
    private final ClientPlatform browser =
            new ClientPlatform(new Origin(Ground.ORIGIN), new FIDOU2FAuthenticatorAdaptor());

    /** The key derives its keys anew from a seed at each use; the JDK's generator does as it is told, the faster one does not. */
    @BeforeEach
    void makeKeysFromSeeds() {
        Security.removeProvider(FASTER);
    }

    @AfterEach
    void putBack() {
        if (faster != null) {
            Security.insertProviderAt(faster, 1);
        }
    }

    @Test
    void registersAndSignsIn() throws Exception {
        try (ConformanceService service =
                        ConformanceService.open(Ground.RULES, new TurnableClock(), new SecureRandom());
                RawHttp http = RawHttp.start(service.handler())) {
            ObjectNode asked = Json.object().put("username", "ada").put("displayName", "Ada");
            asked.put("attestation", "direct")
                    .putObject("authenticatorSelection")
                    .put("requireResidentKey", false)
                    .put("userVerification", "discouraged");
            ObjectNode creation = ok(http, "/attestation/options", asked);
            PublicKeyCredential<AuthenticatorAttestationResponse, ?> made = browser.create(webauthn4j
                    .getJsonMapper()
                    .readValue(creation.toString(), PublicKeyCredentialCreationOptions.class));
            byte[] object = made.getResponse().getAttestationObject();
            assertTrue(new String(object, StandardCharsets.ISO_8859_1).contains("fido-u2f"));
            ObjectNode created = credential(made);
            created.putObject("response")
                    .put("clientDataJSON", Base64Url.encode(made.getResponse().getClientDataJSON()))
                    .put("attestationObject", Base64Url.encode(object));
            ok(http, "/attestation/result", created);

            ObjectNode request = ok(
                    http,
                    "/assertion/options",
                    Json.object().put("username", "ada").put("userVerification", "discouraged"));
            PublicKeyCredential<AuthenticatorAssertionResponse, ?> used = browser.get(
                    webauthn4j.getJsonMapper().readValue(request.toString(), PublicKeyCredentialRequestOptions.class));
            ObjectNode asserted = credential(used);
            asserted.putObject("response")
                    .put("clientDataJSON", Base64Url.encode(used.getResponse().getClientDataJSON()))
                    .put(
                            "authenticatorData",
                            Base64Url.encode(used.getResponse().getAuthenticatorData()))
                    .put("signature", Base64Url.encode(used.getResponse().getSignature()));
            ok(http, "/assertion/result", asserted);
        }
    }

    private static ObjectNode ok(RawHttp http, String path, ObjectNode body) {
        RawHttp.Answer answer = http.send("POST", path, body.toString(), "Content-Type: application/json");
        assertEquals(200, answer.status(), answer.body());
        return Ground.json(answer.body()).without(List.of("status", "errorMessage"));
    }

    private static ObjectNode credential(PublicKeyCredential<?, ?> credential) {
        String id = Base64Url.encode(credential.getRawId());
        return Json.object().put("id", id).put("rawId", id).put("type", "public-key");
    }
}
