package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upokecenter.cbor.CBORObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.WebAuthnException;

@DisplayName("Just inside and just outside of what a ceremony takes")
class EdgesTest {
    private static final String ORIGIN = "https://sign-in.example";
    private static final String TOP = "https://school.example";
    private static final RelyingPartyRules RULES = RelyingPartyRules.of("sign-in.example", "Test", Set.of(ORIGIN));
    private static final CommonSteps FRAMED = new CommonSteps(RULES.dangerouslyInsideFramesOf(Set.of(TOP)));

    private static void refused(Reason reason, Executable act) {
        assertEquals(reason, assertThrows(WebAuthnException.class, act).reason());
    }

    private static ClientData from(boolean crossOrigin, String top) {
        return new ClientData("webauthn.get", "c", ORIGIN, crossOrigin, Optional.ofNullable(top));
    }

    @Test
    void inAFrame_onlyOfAPageThatIsListed() {
        assertDoesNotThrow(() -> FRAMED.requireOrigin(from(false, null)));
        assertDoesNotThrow(() -> FRAMED.requireOrigin(from(true, null)));
        assertDoesNotThrow(() -> FRAMED.requireOrigin(from(true, TOP)));
        refused(Reason.TOP_ORIGIN, () -> FRAMED.requireOrigin(from(true, "https://evil.example")));
        refused(Reason.TOP_ORIGIN, () -> FRAMED.requireOrigin(from(false, TOP)));
        refused(Reason.CROSS_ORIGIN, () -> new CommonSteps(RULES).requireOrigin(from(true, TOP)));
    }

    @Test
    void clientData_ofOtherTypesThanTheirs_orTooLong_areMalformed() {
        for (String odd : new String[] {"\"crossOrigin\":\"false\"", "\"topOrigin\":7", "\"topOrigin\":null"}) {
            refused(Reason.CLIENT_DATA_MALFORMED, () -> ClientData.parse(clientData(odd)));
        }
        byte[] longest = clientData("\"x\":\"" + "x".repeat(2048 - clientData("\"x\":\"\"").length) + "\"");
        assertDoesNotThrow(() -> ClientData.parse(longest));
        refused(
                Reason.CLIENT_DATA_MALFORMED,
                () -> ClientData.parse(
                        (new String(longest, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] clientData(String more) {
        return ("{\"type\":\"webauthn.get\",\"challenge\":\"c\",\"origin\":\"" + ORIGIN + "\"," + more + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aChallenge_of16To256Bytes() throws Exception {
        for (int length : new int[] {16, 256}) {
            assertEquals(length, CeremonyState.parseChallenge(challenge(length)).length);
        }
        for (int length : new int[] {15, 257}) {
            refused(Reason.CHALLENGE_MALFORMED, () -> CeremonyState.parseChallenge(challenge(length)));
        }
        refused(Reason.CHALLENGE_MALFORMED, () -> CeremonyState.parseChallenge("="));
    }

    private static String challenge(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    @Test
    void authenticatorData_ofExtensionsThatAreAMap_isRead_andOfAnythingElseRefused() throws Exception {
        assertEquals(
                0x85, AuthenticatorData.parse(extended(CBORObject.NewMap())).flags());
        refused(Reason.AUTHENTICATOR_DATA_MALFORMED, () -> AuthenticatorData.parse(extended(CBORObject.NewArray())));
    }

    @Test
    void authenticatorData_of4096Bytes_areTheLongest() {
        CBORObject extensions = CBORObject.NewMap().Set("x", new byte[4096 - 37 - 6]);
        assertEquals(4096, extended(extensions).length);
        assertDoesNotThrow(() -> AuthenticatorData.parse(extended(extensions)));
        CBORObject longer = CBORObject.NewMap().Set("x", new byte[4096 - 37 - 5]);
        refused(Reason.AUTHENTICATOR_DATA_MALFORMED, () -> AuthenticatorData.parse(extended(longer)));
    }

    @Test
    void userVerification_isAskedOfEverybody_unlessLoudlyLoosened() throws Exception {
        byte[] bytes = new byte[37];
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("sign-in.example".getBytes(StandardCharsets.UTF_8));
        System.arraycopy(hash, 0, bytes, 0, 32);
        bytes[32] = 0x01;
        AuthenticatorData touched = AuthenticatorData.parse(bytes);
        refused(Reason.USER_VERIFICATION, () -> new CommonSteps(RULES).requireAuthenticatorData(touched));
        CommonSteps loosened = new CommonSteps(RULES.dangerouslyWithoutUserVerification());
        assertDoesNotThrow(() -> loosened.requireAuthenticatorData(touched));
    }

    private static byte[] extended(CBORObject extensions) {
        byte[] more = extensions.EncodeToBytes();
        byte[] data = new byte[37 + more.length];
        data[32] = (byte) 0x85;
        System.arraycopy(more, 0, data, 37, more.length);
        return data;
    }

    @Test
    void anAttestationObject_thatIsTagged_orHasAFourthPart_isMalformed() {
        CBORObject good = CBORObject.NewMap()
                .Set("fmt", "none")
                .Set("attStmt", CBORObject.NewMap())
                .Set("authData", new byte[37]);
        assertDoesNotThrow(() -> AttestationObject.parse(good.EncodeToBytes()));
        refused(
                Reason.ATTESTATION_OBJECT_MALFORMED,
                () -> AttestationObject.parse(
                        CBORObject.FromObjectAndTag(good, 55799).EncodeToBytes()));
        refused(
                Reason.ATTESTATION_OBJECT_MALFORMED,
                () -> AttestationObject.parse(good.Set("more", 1).EncodeToBytes()));
    }

    @Test
    void anAttestationObject_withoutOneOfItsParts_isMalformed() {
        for (String part : new String[] {"fmt", "attStmt", "authData"}) {
            CBORObject lacking = CBORObject.NewMap()
                    .Set("fmt", "none")
                    .Set("attStmt", CBORObject.NewMap())
                    .Set("authData", new byte[37])
                    .Set("more", 1);
            lacking.Remove(CBORObject.FromObject(part));
            refused(Reason.ATTESTATION_OBJECT_MALFORMED, () -> AttestationObject.parse(lacking.EncodeToBytes()));
        }
        CBORObject list = CBORObject.NewArray().Add("fmt").Add("attStmt").Add("authData");
        refused(Reason.ATTESTATION_OBJECT_MALFORMED, () -> AttestationObject.parse(list.EncodeToBytes()));
    }

    @Test
    void transports_ofWhichWeKnow_areKept_amongTheFirstSixteen() throws Exception {
        assertEquals(Set.of("usb", "nfc"), transports("[\"usb\", \"carrier-pigeon\", 7, null, \"nfc\"]"));
        assertEquals(Set.of("usb"), transports("[" + "0, ".repeat(15) + "\"usb\", \"nfc\"]"));
        assertEquals(Set.of(), transports("\"usb\""));
    }

    private static Set<String> transports(String hints) throws Exception {
        return RegistrationResponse.parse(Ground.json("{\"type\":\"public-key\",\"id\":\"AAAA\",\"rawId\":\"AAAA\","
                        + "\"response\":{\"clientDataJSON\":\"AAAA\",\"attestationObject\":\"AAAA\",\"transports\":"
                        + hints + "}}"))
                .transports();
    }

    @Test
    void userVerification_isAskedForAsItIsRequired() {
        CeremonyState ceremony =
                new CeremonyState(Purpose.REGISTRATION, new byte[16], Optional.of(Ground.newHandle()), Instant.EPOCH);
        for (var one : Map.of("required", RULES, "discouraged", RULES.dangerouslyWithoutUserVerification())
                .entrySet()) {
            CeremonyOptions options = new CeremonyOptions(one.getValue());
            assertEquals(
                    one.getKey(),
                    options.creation(ceremony, CreationWishes.NONE)
                            .at("/authenticatorSelection/userVerification")
                            .textValue());
            assertEquals(
                    one.getKey(),
                    options.request(ceremony, List.of())
                            .path("userVerification")
                            .textValue());
        }
    }

    @Test
    void aSealer_withAShortKey_cannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new CeremonySealer(new byte[31], () -> null));
    }
}
