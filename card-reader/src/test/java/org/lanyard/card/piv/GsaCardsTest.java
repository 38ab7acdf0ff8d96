package org.lanyard.card.piv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.vectors.SharedVectors;

@DisplayName("GSA piv-conformance: containers of real test cards")
class GsaCardsTest {
    private static List<Path> cards() throws IOException {
        try (Stream<Path> folders = Files.list(SharedVectors.require("gsa-cards"))) {
            return folders.filter(f -> !f.getFileName().toString().equals("authority"))
                    .sorted()
                    .toList();
        }
    }

    /** The broken ones too, as what is wrong with them is in signatures and dates: but for the tampered FASC-N. */
    @TestFactory
    Stream<DynamicTest> chuid_isReadStrictly() throws IOException {
        return cards().stream()
                .filter(card -> Files.exists(card.resolve("8 - CHUID Object")))
                .map(card -> DynamicTest.dynamicTest(card.getFileName().toString(), () -> {
                    byte[] object = Tlv.encode(0x53, Files.readAllBytes(card.resolve("8 - CHUID Object")));
                    if (card.endsWith("04_Tampered_CHUID")) {
                        CardException thrown =
                                assertThrows(CardException.class, () -> Chuid.parse(object, TlvPolicy.STRICT));
                        assertEquals(CardFault.CHUID_INVALID, thrown.fault());
                        return;
                    }
                    Chuid chuid = Chuid.parse(object, TlvPolicy.STRICT);
                    assertEquals(
                            chuid.guid(), Chuid.guidIn(object, TlvPolicy.STRICT).orElseThrow());
                    assertEquals(2032, chuid.expires().getYear());
                    assertEquals(
                            card.getFileName().toString().contains("PIV-I"),
                            chuid.fascN().isOfNines());
                }));
    }

    @TestFactory
    Stream<DynamicTest> certificate_isReadFromItsContainer_alsoCompressed() throws IOException {
        return cards().stream()
                .flatMap(GsaCardsTest::certificates)
                .map(file -> DynamicTest.dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), () -> {
                    X509Certificate certificate = read(file);
                    byte[] der = certificate.getEncoded();
                    assertEquals(certificate, CertificateContainer.parse(container(der, 0), TlvPolicy.STRICT));
                    assertEquals(certificate, CertificateContainer.parse(container(gzip(der), 1), TlvPolicy.STRICT));
                    assertNotNull(AlgorithmId.of(certificate.getPublicKey()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> discoveryObject_isReadStrictly() throws IOException {
        return cards().stream()
                .map(card -> card.resolve("1 - Discovery Object"))
                .filter(file -> Files.exists(file) && file.toFile().length() > 0)
                .map(file ->
                        DynamicTest.dynamicTest(file.getParent().getFileName().toString(), () -> {
                            Optional<Discovery> discovery = Discovery.parse(Files.readAllBytes(file), TlvPolicy.STRICT);
                            assertEquals(
                                    !file.getParent().endsWith("25_Disco_Object_Not_Present"), discovery.isPresent());
                        }));
    }

    private static Stream<Path> certificates(Path card) {
        try (Stream<Path> files = Files.list(card)) {
            return files.filter(f -> f.getFileName().toString().matches("[36] - .*\\.crt")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Certificate read(Path file) throws Exception {
        String text = Files.readString(file);
        int begin = text.indexOf("-----BEGIN");
        try (InputStream in = new ByteArrayInputStream(text.substring(begin).getBytes(StandardCharsets.US_ASCII))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static byte[] container(byte[] content, int info) {
        return Tlv.encode(
                0x53, Tlv.encode(0x70, content), Tlv.encode(0x71, new byte[] {(byte) info}), Tlv.encode(0xFE));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
