package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.vectors.RealPart;
import org.lanyard.vectors.SharedVectors;

/** C2SP Wycheproof: what they call invalid is refused, what they call valid is accepted where the algorithm is ours. */
@DisplayName("Wycheproof")
class WycheproofTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> OURS = Set.of("\"ES256\"", "\"ES384\"", "\"RS256\"", "\"PS256\"");

    @ParameterizedTest
    @EnumSource(Providers.class)
    void json_web_signature_test(Providers providers) throws Exception {
        Verdicts verdicts = providers.run(() -> judge("wycheproof/json_web_signature_test.json"));
        // Skipped: HS256 10, RS384, RS512 and PS512 4 each, PS384 6, ES512 2.
        assertEquals(new Verdicts(16, 30, 355), verdicts);
    }

    @ParameterizedTest
    @EnumSource(Providers.class)
    void json_web_key_test(Providers providers) throws Exception {
        Verdicts verdicts = providers.run(() -> judge("wycheproof/json_web_key_test.json"));
        // The one key that is both valid and of ours is RS256; the other four valid ones are for HMACs.
        assertEquals(new Verdicts(1, 4, 21), verdicts);
    }

    @Test
    @DisplayName("ecdsa_secp256r1_sha256_p1363_test: 173 accepted, 89 refused, with the fastest provider")
    void p1363_fastest() throws Exception {
        RealPart.require(
                "Amazon Corretto Crypto Provider",
                CryptoProviders.install().startsWith("Amazon"),
                "Its native library is for Linux on x86-64 and aarch64, and for macOS.");
        assertEquals(Set.of(), Providers.FASTEST.run(WycheproofTest::judgedOtherwise));
    }

    /** The JDK (seen in 17.0.15) forgets to reduce R's x-coordinate modulo n: by chance it refuses one good signature
     * in 2^128. No invalid one passes. */
    @Test
    @DisplayName("ecdsa_secp256r1_sha256_p1363_test: all refused that are invalid, with the JDK's own")
    void p1363_jdk() throws Exception {
        Set<Integer> xNotReduced = Set.of(115, 257);
        assertTrue(xNotReduced.containsAll(Providers.JDK.run(WycheproofTest::judgedOtherwise)));
    }

    /** How many valid ones were accepted, valid ones of other algorithms skipped, and invalid ones refused. */
    record Verdicts(int accepted, int otherAlgorithm, int refused) {}

    private static Verdicts judge(String file) throws Exception {
        int accepted = 0;
        int other = 0;
        int refused = 0;
        Set<Integer> wrong = new TreeSet<>();
        for (JsonNode group : groups(file)) {
            for (JsonNode test : group.get("tests")) {
                String jws = test.get("jws").asText();
                Optional<Reason> refusal = refusal(group.get("public"), jws);
                boolean valid = test.get("result").asText().equals("valid");
                if (valid && refusal.isEmpty()) {
                    accepted++;
                } else if (!valid && refusal.isPresent()) {
                    refused++;
                } else if (valid && isOfAnotherAlgorithm(jws)) {
                    other++;
                } else {
                    wrong.add(test.get("tcId").asInt());
                }
            }
        }
        assertTrue(wrong.isEmpty(), () -> "judged otherwise: " + wrong);
        return new Verdicts(accepted, other, refused);
    }

    /** By their header, not by what we answered; read leniently, as two of their valid ones need it. */
    private static boolean isOfAnotherAlgorithm(String jws) {
        String header = jws.substring(0, jws.indexOf('.')).replace("?", "");
        String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
        return OURS.stream().noneMatch(json::contains);
    }

    private static Optional<Reason> refusal(JsonNode publicKey, String compact) {
        try {
            Jws jws = Jws.read(compact);
            if (publicKey == null) {
                // A secret key of theirs is no key of ours, whatever the header says.
                return Optional.of(Reason.KEY_NOT_ALLOWED);
            }
            JsonNode only = publicKey.has("keys") ? publicKey.get("keys").get(0) : publicKey;
            jws.verify(VerificationKey.of(JWK.parse(only.toString())));
            return Optional.empty();
        } catch (AssertionException e) {
            return Optional.of(e.reason());
        } catch (ParseException e) {
            return Optional.of(Reason.KEY_NOT_ALLOWED);
        }
    }

    /** The ids of those that we judge otherwise than they do. */
    private static Set<Integer> judgedOtherwise() throws Exception {
        Set<Integer> wrong = new TreeSet<>();
        int count = 0;
        for (JsonNode group : groups("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json")) {
            byte[] spki = HexFormat.of().parseHex(group.get("publicKeyDer").asText());
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            VerificationKey verifying = VerificationKey.of(key);
            for (JsonNode test : group.get("tests")) {
                count++;
                if (verifies(verifying, test) != test.get("result").asText().equals("valid")) {
                    wrong.add(test.get("tcId").asInt());
                }
            }
        }
        assertEquals(262, count);
        return wrong;
    }

    private static boolean verifies(VerificationKey key, JsonNode test) {
        try {
            Jws.verify(
                    new SignatureRules.Signed(
                            JwsAlgorithm.ES256,
                            key,
                            HexFormat.of().parseHex(test.get("msg").asText()),
                            HexFormat.of().parseHex(test.get("sig").asText())),
                    Rules.ALL);
            return true;
        } catch (AssertionException e) {
            return false;
        }
    }

    private static JsonNode groups(String file) throws Exception {
        return MAPPER.readTree(Files.readString(SharedVectors.require(file))).get("testGroups");
    }
}
