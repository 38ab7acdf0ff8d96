package org.lanyard.webauthn.softauthenticator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A browser with a platform authenticator inside: discoverable ES256 credentials, user present and verified, attestation
 * none. {@link #create} and {@link #get} take the options as a page gets them ({@code publicKey} of W3C WebAuthn Level 3
 * §5.4 and §5.5, in JSON) and return what {@code PublicKeyCredential.toJSON()} would.
 *
 * <p>The three protected methods are what a hostile one overrides. Not safe for use by several threads.
 */
public class SoftAuthenticator {
    /** Flags of the authenticator data (§6.1): user present and verified. */
    public static final int UP_UV = 0x05;

    /** Eligible for backup, and backed up: a synced passkey. */
    public static final int BE_BS = 0x18;

    private static final int AT = 0x40;
    private static final int ES256 = -7;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecureRandom random;
    private final int flags;
    private final boolean counting;
    private final Map<String, Credential> credentials = new LinkedHashMap<>();

    /** What the authenticator keeps of a credential. */
    protected static final class Credential {
        final byte[] id;
        final String rpId;
        final byte[] userHandle;
        final KeyPair key;
        long counter;

        Credential(byte[] id, String rpId, byte[] userHandle, KeyPair key) {
            this.id = id;
            this.rpId = rpId;
            this.userHandle = userHandle;
            this.key = key;
        }
    }

    /**
     * @param flags what is told of the user and of backups: {@link #UP_UV}, with {@link #BE_BS} for a synced passkey
     * @param counting whether it keeps a signature counter; a synced passkey keeps none
     */
    public SoftAuthenticator(SecureRandom random, int flags, boolean counting) {
        this.random = random;
        this.flags = flags;
        this.counting = counting;
    }

    /** A security key: bound to this device, with a counter. */
    public static SoftAuthenticator deviceBound(SecureRandom random) {
        return new SoftAuthenticator(random, UP_UV, true);
    }

    /** A synced passkey. */
    public static SoftAuthenticator synced(SecureRandom random) {
        return new SoftAuthenticator(random, UP_UV | BE_BS, false);
    }

    /**
     * Makes a credential, in the place of one for the same user (CTAP 2.2 §6.1.2).
     *
     * @param options {@code publicKey} of the creation options, as JSON
     * @param origin of the page, such as {@code https://school.example}
     * @return the registration response as JSON
     */
    public String create(String options, String origin) {
        JsonNode publicKey = read(options);
        String rpId = publicKey.path("rp").path("id").textValue();
        byte[] userHandle = decode(publicKey.path("user").path("id"));
        KeyPair key = newKey();
        byte[] id = new byte[32];
        random.nextBytes(id);
        Credential credential = new Credential(id, rpId, userHandle, key);

        byte[] clientData =
                clientData("webauthn.create", publicKey.path("challenge").textValue(), origin);
        byte[] coseKey = coseKey(credential);
        ByteBuffer attested = ByteBuffer.allocate(16 + 2 + id.length + coseKey.length);
        attested.put(new byte[16]).putShort((short) id.length).put(id).put(coseKey);
        byte[] data = authenticatorData(rpId, flags | AT, counter(credential), attested.array());
        CBORObject attestation = CBORObject.NewOrderedMap()
                .Add("fmt", "none")
                .Add("attStmt", CBORObject.NewMap())
                .Add("authData", data);

        credentials
                .values()
                .removeIf(old -> old.rpId.equals(rpId) && MessageDigest.isEqual(old.userHandle, userHandle));
        credentials.put(encode(id), credential);
        ObjectNode answer = answer(id);
        ObjectNode response = answer.putObject("response");
        response.put("clientDataJSON", encode(clientData));
        response.put("attestationObject", encode(attestation.EncodeToBytes()));
        response.putArray("transports").add("internal");
        return answer.toString();
    }

    /**
     * Signs in with the newest credential for the relying party.
     *
     * @param options {@code publicKey} of the request options, as JSON
     * @return the authentication response as JSON
     * @throws IllegalStateException if it has no credential for this relying party
     */
    public String get(String options, String origin) {
        JsonNode publicKey = read(options);
        String rpId = publicKey.path("rpId").textValue();
        Credential credential = credentials.values().stream()
                .filter(known -> known.rpId.equals(rpId))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("no credential for " + rpId));

        byte[] clientData =
                clientData("webauthn.get", publicKey.path("challenge").textValue(), origin);
        byte[] data = authenticatorData(rpId, flags, counter(credential), new byte[0]);
        ObjectNode answer = answer(credential.id);
        ObjectNode response = answer.putObject("response");
        response.put("clientDataJSON", encode(clientData));
        response.put("authenticatorData", encode(data));
        response.put("signature", encode(sign(credential, data, clientData)));
        response.put("userHandle", encode(credential.userHandle));
        return answer.toString();
    }

    /** The client data (§5.8.1), as a browser serialises them. */
    protected byte[] clientData(String type, String challenge, String origin) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", type).put("challenge", challenge).put("origin", origin).put("crossOrigin", false);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The authenticator data (§6.1); {@code attested} is empty at authentication. */
    protected byte[] authenticatorData(String rpId, int told, long counter, byte[] attested) {
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) told)
                .putInt((int) counter)
                .put(attested)
                .array();
    }

    /** The credential's public key as a COSE_Key (RFC 9053 §7.1.1), canonical. */
    protected byte[] coseKey(Credential credential) {
        byte[] spki = credential.key.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(spki, spki.length - 64, spki.length - 32);
        byte[] y = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        return CBORObject.NewOrderedMap()
                .Add(1, 2)
                .Add(3, ES256)
                .Add(-1, 1)
                .Add(-2, x)
                .Add(-3, y)
                .EncodeToBytes();
    }

    private static byte[] sign(Credential credential, byte[] authenticatorData, byte[] clientData) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(credential.key.getPrivate());
            signature.update(authenticatorData);
            signature.update(sha256(clientData));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has ES256", impossible);
        }
    }

    private long counter(Credential credential) {
        return counting ? ++credential.counter : 0;
    }

    private KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has P-256", impossible);
        }
    }

    private static ObjectNode answer(byte[] id) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", encode(id)).put("rawId", encode(id)).put("type", "public-key");
        answer.put("authenticatorAttachment", "platform").putObject("clientExtensionResults");
        return answer;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("options that are no JSON", malformed);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(JsonNode text) {
        return Base64.getUrlDecoder().decode(text.textValue());
    }
}
