package org.lanyard.card.softcard;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementAlgorithm;

/** A software card as JSON. Version 2; version 1, in which a card could not be written, is read as well. */
final class SoftCardDocument {
    private static final int VERSION = 2;
    private static final int FIRST_VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SoftCardDocument() {}

    private record Document(
            int version,
            SoftProtocol protocol,
            boolean extendedLengths,
            Secret pin,
            Secret puk,
            ManagementKey managementKey,
            Map<KeyReference, Key> keys,
            Map<String, String> objects) {}

    private record Secret(String salt, String hash, int triesLeft, int mostTries) {}

    private record ManagementKey(ManagementAlgorithm algorithm, String key) {}

    private record Key(AlgorithmId algorithm, String privateKey, String publicKey) {}

    private record FirstDocument(
            int version,
            String id,
            String expires,
            SoftProtocol protocol,
            Secret pin,
            Map<KeyReference, FirstKey> keys) {}

    private record FirstKey(AlgorithmId algorithm, String privateKey, String publicKey, String certificate) {}

    /** Reads an image; nothing is thrown but a {@link CardException}. */
    static SoftCardImage parse(byte[] bytes, String name, SecureRandom random) throws CardException {
        try {
            JsonNode tree = JSON.readTree(bytes);
            return switch (tree.path("version").asInt(0)) {
                case VERSION -> image(JSON.treeToValue(tree, Document.class));
                case FIRST_VERSION -> image(JSON.treeToValue(tree, FirstDocument.class), random);
                default -> throw new CardException(CardFault.CARD_FILE_INVALID, name + " is of another version");
            };
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Jackson quotes what it read in its messages: the cause is left out, so that no key gets into a log.
            throw new CardException(
                    CardFault.CARD_FILE_INVALID,
                    name + " is no software card (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static SoftCardImage image(Document document) throws GeneralSecurityException, CardException {
        Map<KeyReference, SoftKey> keys = new EnumMap<>(KeyReference.class);
        for (Map.Entry<KeyReference, Key> each : document.keys.entrySet()) {
            keys.put(each.getKey(), key(each.getValue()));
        }
        Map<Integer, byte[]> objects = new TreeMap<>();
        document.objects.forEach((tag, content) -> objects.put(Integer.parseInt(tag, 16), bytes(content)));
        SoftManagementKey managementKey =
                new SoftManagementKey(document.managementKey.algorithm, bytes(document.managementKey.key));
        return new SoftCardImage(
                document.protocol,
                document.extendedLengths,
                secret(document.pin),
                secret(document.puk),
                managementKey,
                keys,
                objects);
    }

    private static SoftCardImage image(FirstDocument document, SecureRandom random)
            throws GeneralSecurityException, CardException {
        UUID id = UUID.fromString(document.id);
        Map<KeyReference, SoftKey> keys = new EnumMap<>(KeyReference.class);
        Map<Integer, byte[]> objects = new TreeMap<>();
        objects.put(SoftObjects.CHUID, SoftObjects.chuid(id, LocalDate.parse(document.expires)));
        objects.put(SoftObjects.CCC, SoftObjects.ccc(id));
        objects.put(SoftObjects.DISCOVERY, SoftObjects.discovery());
        for (Map.Entry<KeyReference, FirstKey> each : document.keys.entrySet()) {
            FirstKey key = each.getValue();
            keys.put(each.getKey(), key(new Key(key.algorithm, key.privateKey, key.publicKey)));
            if (key.certificate != null) {
                objects.put(each.getKey().certificateTag(), SoftObjects.certificate(bytes(key.certificate)));
            }
        }
        SoftPin puk = SoftPin.of(
                SoftCardFactory.BLANK_PUK.getBytes(StandardCharsets.US_ASCII), SoftCardFactory.PIN_TRIES, random);
        SoftManagementKey managementKey = SoftManagementKey.ofNewCards(ManagementAlgorithm.TRIPLE_DES);
        return new SoftCardImage(document.protocol, false, secret(document.pin), puk, managementKey, keys, objects);
    }

    private static SoftPin secret(Secret document) {
        return new SoftPin(bytes(document.salt), bytes(document.hash), document.triesLeft, document.mostTries);
    }

    private static SoftKey key(Key document) throws GeneralSecurityException, CardException {
        KeyFactory factory = KeyFactory.getInstance(document.algorithm.isEllipticCurve() ? "EC" : "RSA");
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(document.privateKey)));
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(bytes(document.publicKey)));
        if (AlgorithmId.of(publicKey) != document.algorithm) {
            throw new IllegalArgumentException("the key is of another algorithm");
        }
        return new SoftKey(document.algorithm, privateKey, publicKey);
    }

    /** What {@link #parse} reads. */
    static byte[] write(SoftCardImage image) throws IOException {
        Map<KeyReference, Key> keys = new TreeMap<>();
        image.keys()
                .forEach((reference, key) -> keys.put(
                        reference,
                        new Key(
                                key.algorithm(),
                                text(key.privateKey().getEncoded()),
                                text(key.publicKey().getEncoded()))));
        Map<String, String> objects = new TreeMap<>();
        image.objects().forEach((tag, content) -> objects.put(String.format("%06X", tag), text(content)));
        SoftManagementKey managementKey = image.managementKey();
        return JSON.writeValueAsBytes(new Document(
                VERSION,
                image.protocol(),
                image.extendedLengths(),
                document(image.pin()),
                document(image.puk()),
                new ManagementKey(managementKey.algorithm(), text(managementKey.key())),
                keys,
                objects));
    }

    private static Secret document(SoftPin pin) {
        return new Secret(text(pin.salt()), text(pin.hash()), pin.triesLeft(), pin.mostTries());
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }
}
