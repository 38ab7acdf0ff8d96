package org.lanyard.webauthn.ceremony;

import static org.lanyard.webauthn.ceremony.RegistrationAttacks.assertRefused;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.bent;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.inner;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.json;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.object;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.patched;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.row;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.withId;

import com.upokecenter.cbor.CBORObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.ceremony.RegistrationAttacks.Row;

@DisplayName("WebAuthn Level 3 §5 and §6: what cannot be read")
class HostileReadingTest {
    static Stream<Row> rows() {
        return Stream.of(
                // Steps 3 to 6: the reading
                row("the type of another credential", Reason.RESPONSE_MALFORMED, json(r -> r.put("type", "password"))),
                row("no rawId", Reason.RESPONSE_MALFORMED, json(r -> r.remove("rawId"))),
                row("an id that is not the rawId", Reason.RESPONSE_MALFORMED, json(r -> r.put("id", "AAAA"))),
                row("no response", Reason.RESPONSE_MALFORMED, json(r -> r.remove("response"))),
                row("no client data", Reason.RESPONSE_MALFORMED, inner(r -> r.remove("clientDataJSON"))),
                row("base64 with padding", Reason.RESPONSE_MALFORMED, inner(r -> r.put("clientDataJSON", "AA=="))),
                row("base64 with stray bits", Reason.RESPONSE_MALFORMED, inner(r -> r.put("clientDataJSON", "AB"))),
                bent(
                        "client data in UTF-16",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataBytes(
                                json -> new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16BE))),
                bent("client data with a BOM", Reason.CLIENT_DATA_MALFORMED, a -> a.clientDataText(c -> "\uFEFF" + c)),
                bent(
                        "client data followed by more",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> c + "{}")),
                bent(
                        "client data with a name twice",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> c.replace("{", "{\"origin\":\"https://evil.example\","))),
                bent(
                        "client data that is a list",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> "[" + c + "]")),
                bent(
                        "client data without a challenge",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.remove("challenge"))),
                bent(
                        "client data without an end",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.put("more", "x".repeat(2048)))),
                bent(
                        "crossOrigin as a word",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.put("crossOrigin", "false"))),
                bent(
                        "a token binding",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.putObject("tokenBinding")
                                .put("status", "present")
                                .put("id", "AAAA"))),
                // Step 13
                row(
                        "an attestation object followed by more",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
                row(
                        "an attestation object cut off",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
                row(
                        "an attestation object with a key twice",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(RegistrationAttacks::twice)),
                row(
                        "an attestation object with a key more",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes ->
                                CBORObject.DecodeFromBytes(bytes).Add("more", 1).EncodeToBytes())),
                row(
                        "an attestation object that is a list",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> CBORObject.NewArray().EncodeToBytes())),
                row(
                        "fmt as a number",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes ->
                                CBORObject.DecodeFromBytes(bytes).Set("fmt", 1).EncodeToBytes())),
                row(
                        "attStmt as a list",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> CBORObject.DecodeFromBytes(bytes)
                                .Set("attStmt", CBORObject.NewArray())
                                .EncodeToBytes())),
                row(
                        "an attestation object under a tag",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> CBORObject.FromObjectAndTag(CBORObject.DecodeFromBytes(bytes), 55799)
                                .EncodeToBytes())),
                row(
                        "authData as a text",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> CBORObject.DecodeFromBytes(bytes)
                                .Set("authData", "x")
                                .EncodeToBytes())),
                bent(
                        "authenticator data followed by more",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, d.length + 1))),
                bent(
                        "authenticator data cut off",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, 36))),
                bent(
                        "authenticator data cut off within the AAGUID",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, 45))),
                bent(
                        "authenticator data without an end",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> withId(d, 4096))),
                bent(
                        "a credential id longer than the data",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> patched(d, 53, 0xFF, 0xFF))),
                bent(
                        "no attested credential",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> {
                            d[32] &= ~0x40;
                            return Arrays.copyOf(d, 37);
                        })),
                bent(
                        "extensions told, not there",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> {
                            d[32] |= (byte) 0x80;
                            return d;
                        })));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refused(Row row) {
        assertRefused(row);
    }
}
