package org.lanyard.card.softcard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;

/**
 * A software card as a file: JSON, readable by its owner alone, replaced as a whole. The private keys lie in it in
 * clear, so whoever has the file has the card.
 */
public final class SoftCardFile {
    private static final int VERSION = 1;
    private static final long MOST_BYTES = 64 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SoftCardFile() {}

    private record Document(
            int version,
            String id,
            String expires,
            SoftProtocol protocol,
            PinDocument pin,
            Map<KeyReference, KeyDocument> keys) {}

    private record PinDocument(String salt, String hash, int triesLeft, int mostTries) {}

    private record KeyDocument(AlgorithmId algorithm, String privateKey, String publicKey, String certificate) {}

    /**
     * Writes the card, and ties it to the file: from then on the returned card writes its PIN counter there.
     *
     * @throws CardException {@link CardFault#CARD_FILE_UNUSABLE}
     */
    public static SoftCard save(SoftCard card, Path file) throws CardException {
        write(card.image(), file);
        return card.withKeeper(image -> write(image, file));
    }

    /** @throws CardException {@link CardFault#CARD_FILE_UNUSABLE} or {@link CardFault#CARD_FILE_INVALID} */
    public static SoftCard load(Path file) throws CardException {
        byte[] bytes;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CardException(CardFault.CARD_FILE_INVALID, file + " is too long");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CardException(CardFault.CARD_FILE_UNUSABLE, file.toString(), e);
        }
        return new SoftCard(parse(bytes, file.toString()), image -> write(image, file));
    }

    /** Reads an image; nothing is thrown but a {@link CardException}. */
    static SoftCardImage parse(byte[] bytes, String name) throws CardException {
        try {
            Document document = JSON.readValue(bytes, Document.class);
            if (document == null || document.version != VERSION) {
                throw new CardException(CardFault.CARD_FILE_INVALID, name + " is of another version");
            }
            Map<KeyReference, SoftKey> keys = new EnumMap<>(KeyReference.class);
            for (Map.Entry<KeyReference, KeyDocument> each : document.keys.entrySet()) {
                keys.put(each.getKey(), key(each.getValue()));
            }
            SoftPin pin = new SoftPin(
                    bytes(document.pin.salt), bytes(document.pin.hash), document.pin.triesLeft, document.pin.mostTries);
            return new SoftCardImage(
                    UUID.fromString(document.id), LocalDate.parse(document.expires), document.protocol, keys, pin);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Jackson quotes what it read in its messages: the cause is left out, so that no key gets into a log.
            throw new CardException(
                    CardFault.CARD_FILE_INVALID,
                    name + " is no software card (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static SoftKey key(KeyDocument document) throws GeneralSecurityException, CardException {
        KeyFactory factory = KeyFactory.getInstance(document.algorithm.isEllipticCurve() ? "EC" : "RSA");
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(document.privateKey)));
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(bytes(document.publicKey)));
        if (AlgorithmId.of(publicKey) != document.algorithm) {
            throw new IllegalArgumentException("the key is of another algorithm");
        }
        SoftKey key = new SoftKey(document.algorithm, privateKey, publicKey, Optional.empty());
        return document.certificate == null
                ? key
                : key.with((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes(document.certificate))));
    }

    private static void write(SoftCardImage image, Path file) throws CardException {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            byte[] json = JSON.writeValueAsBytes(document(image));
            FileAttribute<?>[] ownerAlone =
                    Files.getFileStore(target.getParent()).supportsFileAttributeView("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0];
            try (FileChannel channel = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerAlone)) {
                ByteBuffer buffer = ByteBuffer.wrap(json);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings have a JSON form", e);
        } catch (IOException e) {
            throw new CardException(CardFault.CARD_FILE_UNUSABLE, file.toString(), e);
        } finally {
            deleteQuietly(draft);
        }
    }

    private static void deleteQuietly(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // The card itself is written, or the failure is on its way already.
        }
    }

    private static Document document(SoftCardImage image) {
        Map<KeyReference, KeyDocument> keys = new TreeMap<>();
        image.keys().forEach((reference, key) -> keys.put(reference, document(key)));
        SoftPin pin = image.pin();
        return new Document(
                VERSION,
                image.id().toString(),
                image.expires().toString(),
                image.protocol(),
                new PinDocument(text(pin.salt()), text(pin.hash()), pin.triesLeft(), pin.mostTries()),
                keys);
    }

    private static KeyDocument document(SoftKey key) {
        return new KeyDocument(
                key.algorithm(),
                text(key.privateKey().getEncoded()),
                text(key.publicKey().getEncoded()),
                key.certificate().map(SoftCardFile::der).map(SoftCardFile::text).orElse(null));
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has an encoding", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }
}
