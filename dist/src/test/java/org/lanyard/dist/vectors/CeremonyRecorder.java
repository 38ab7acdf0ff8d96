package org.lanyard.dist.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.lanyard.vectors.CeremonyVectors;
import org.lanyard.vectors.CeremonyVectors.Case;
import org.lanyard.vectors.Provenance;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

/** Registrations and sign-ins as Chromium makes them, with a key that stays on its device and with one that is synced. */
final class CeremonyRecorder implements VectorGenerator {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RP = "localhost";
    private static final int FLAGS = 32;
    private static final int USER_VERIFIED = 0x04;
    private static final int ID_LENGTH = 32 + 1 + 4 + 16;

    private final SecureRandom random = new SecureRandom();
    private final List<Case> cases = new ArrayList<>();

    @Override
    public String fileName() {
        return Vectors.CEREMONIES;
    }

    @Override
    public CeremonyVectors generate() throws IOException {
        cases.clear();
        try (RecordingBrowser browser = new RecordingBrowser()) {
            browser.goHome();
            deviceBound(browser);
            synced(browser);
            return new CeremonyVectors(
                    new Provenance(
                            "Registrations and sign-ins as a browser makes them, and such that must be refused",
                            CeremonyRecorder.class.getName() + " with " + browser.version()
                                    + " and its virtual authenticator",
                            LocalDate.now(ZoneOffset.UTC)),
                    RP,
                    browser.origin(),
                    cases);
        }
    }

    private void deviceBound(RecordingBrowser browser) throws IOException {
        browser.plugIn(false);
        Case key = register(browser, "registration", "A security key, verified by PIN");
        cases.add(key);
        Case good = signIn(browser, key, "sign-in", "The same key, verified", "required");
        cases.add(good);
        cases.add(refused(
                good, "sign-in-played-again", "The sign-in, against a fresh challenge", "CHALLENGE", bytes(32)));
        Case unverified = signIn(browser, key, "sign-in-not-verified", "Touched, but not verified", "discouraged");
        cases.add(refused(
                unverified, unverified.id(), unverified.comment(), "USER_VERIFICATION", unverified.challenge()));
        browser.goElsewhere();
        Case elsewhere = signIn(browser, key, "sign-in-at-another-origin", "On another port of localhost", "required");
        cases.add(refused(elsewhere, elsewhere.id(), elsewhere.comment(), "ORIGIN", elsewhere.challenge()));
        browser.goHome();
    }

    private void synced(RecordingBrowser browser) throws IOException {
        browser.plugIn(true);
        Case key = register(browser, "registration-of-a-passkey", "A passkey that is synced: BE and BS are set");
        cases.add(key);
        cases.add(signIn(browser, key, "sign-in-with-a-passkey", "The same passkey", "required"));
    }

    private Case register(RecordingBrowser browser, String id, String comment) throws IOException {
        String challenge = bytes(32);
        String handle = bytes(32);
        ObjectNode options = MAPPER.createObjectNode();
        options.putObject("rp").put("id", RP).put("name", "Recording");
        options.putObject("user").put("id", handle).put("name", "x").put("displayName", "x");
        options.put("challenge", challenge).put("attestation", "none");
        options.putArray("pubKeyCredParams")
                .addObject()
                .put("type", "public-key")
                .put("alg", -7);
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("userVerification", "required");
        JsonNode made = MAPPER.readTree(browser.create(options.toString()));
        String data = response(made, "authenticatorData");
        return new Case(
                id,
                comment,
                "webauthn.create",
                challenge,
                handle,
                made.path("id").asText(),
                publicKey(data),
                response(made, "clientDataJSON"),
                data,
                response(made, "attestationObject"),
                null,
                isVerified(data),
                true,
                null);
    }

    private Case signIn(RecordingBrowser browser, Case key, String id, String comment, String verification)
            throws IOException {
        String challenge = bytes(32);
        ObjectNode options =
                MAPPER.createObjectNode().put("challenge", challenge).put("rpId", RP);
        options.put("userVerification", verification);
        if (verification.equals("discouraged")) {
            // Asked for whichever key there is, Chromium verifies whatever the page says.
            options.putArray("allowCredentials")
                    .addObject()
                    .put("type", "public-key")
                    .put("id", key.credentialId());
        }
        JsonNode made = MAPPER.readTree(browser.get(options.toString()));
        String data = response(made, "authenticatorData");
        String answered = response(made, "userHandle");
        if (!answered.isEmpty() && !answered.equals(key.handle())) {
            throw new IllegalStateException("Another user's handle at " + id);
        }
        return new Case(
                id,
                comment,
                "webauthn.get",
                challenge,
                key.handle(),
                made.path("id").asText(),
                key.publicKey(),
                response(made, "clientDataJSON"),
                data,
                null,
                response(made, "signature"),
                isVerified(data),
                true,
                null);
    }

    private static Case refused(Case made, String id, String comment, String reason, String challenge) {
        return new Case(
                id,
                comment,
                made.type(),
                challenge,
                made.handle(),
                made.credentialId(),
                made.publicKey(),
                made.clientDataJson(),
                made.authenticatorData(),
                made.attestationObject(),
                made.signature(),
                made.userVerified(),
                false,
                reason);
    }

    private static String response(JsonNode made, String name) {
        return made.path("response").path(name).asText();
    }

    private static boolean isVerified(String authenticatorData) {
        return (Base64.getUrlDecoder().decode(authenticatorData)[FLAGS] & USER_VERIFIED) != 0;
    }

    /** WebAuthn Level 3 §6.5.1: the COSE_Key ends the data where, as here, no extensions follow. */
    private static String publicKey(String authenticatorData) {
        ByteBuffer data = ByteBuffer.wrap(Base64.getUrlDecoder().decode(authenticatorData));
        data.position(ID_LENGTH);
        int idLength = data.getShort();
        data.position(data.position() + idLength);
        byte[] key = new byte[data.remaining()];
        data.get(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private String bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
