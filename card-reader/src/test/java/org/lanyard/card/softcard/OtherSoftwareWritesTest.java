package org.lanyard.card.softcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.card.softcard.OtherPrograms.assertSays;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.softcard.OtherPrograms.Outcome;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

@DisplayName("A blank software card, personalised by yubico-piv-tool and by OpenSC over PC/SC")
@Timeout(180)
class OtherSoftwareWritesTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final SoftCardFactory FACTORY = new SoftCardFactory(new SecureRandom(), LocalDate.of(2031, 7, 31));
    private static final String PIN = SoftCardFactory.BLANK_PIN;

    private static Pcscd pcscd;

    @TempDir
    Path folder;

    private OtherPrograms programs;

    @BeforeAll
    static void service() {
        OtherPrograms.require("yubico-piv-tool", "piv-tool", "pkcs11-tool", "opensc-tool", "openssl");
        pcscd = Pcscd.start();
    }

    @AfterAll
    static void stop() {
        if (pcscd != null) {
            pcscd.close();
        }
    }

    @BeforeEach
    void open() {
        programs = new OtherPrograms(folder);
    }

    @AfterEach
    void awaitEmptyReader() {
        programs.awaitEmptyReader();
    }

    private Path certified(PublicKey key, Profile profile) throws Exception {
        X509Certificate certificate = AUTHORITY.certify(profile, new SubjectName.Card(UUID.randomUUID()), key);
        String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return Files.writeString(
                folder.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @CsvSource({"ECCP256, P_256, Successful ECDSA verification", "RSA2048, RSA_2048, Successful RSA verification"})
    void yubicoPivTool_generatesImportsSignsAndReads(String name, AlgorithmId algorithm, String verified)
            throws Exception {
        SoftCard card = FACTORY.blank();
        try (VpcdCard inserted = programs.insert(card)) {
            Path key = folder.resolve("key.pem");
            assertSays(programs.yubico("-a", "generate", "-s", "9a", "-A", name, "-o", key.toString()));
            PublicKey made = card.publicKey(KeyReference.PIV_AUTHENTICATION);
            assertEquals(algorithm, AlgorithmId.of(made));
            assertTrue(Files.readString(key)
                    .replace("\n", "")
                    .contains(Base64.getEncoder().encodeToString(made.getEncoded())));
            Path certificate = certified(made, Profile.CARD_9A);
            assertSays(
                    programs.yubico("-a", "import-certificate", "-s", "9a", "-i", certificate.toString()),
                    "Successfully imported a new certificate");
            assertSays(programs.yubico("-a", "set-chuid", "-a", "set-ccc"), "set new CHUID", "set new CCC");
            assertSays(
                    programs.yubico(
                            "-a",
                            "verify-pin",
                            "-P",
                            PIN,
                            "-a",
                            "test-signature",
                            "-s",
                            "9a",
                            "-i",
                            certificate.toString()),
                    verified);
            assertSays(programs.yubico("-a", "status"), "CHUID:", "Slot 9a", "PIN tries left:\t3");
            assertTrue(card.guid().isPresent());
            assertTrue(inserted.isInserted());
        }
    }

    @Test
    void yubicoPivTool_changesPinPukAndManagementKey_andUnblocks() throws Exception {
        SoftCard card = FACTORY.blank();
        try (VpcdCard inserted = programs.insert(card)) {
            assertSays(programs.yubico("-a", "change-pin", "-P", PIN, "-N", "864209"), "changed the pin");
            assertSays(
                    programs.yubico("-a", "change-puk", "-P", SoftCardFactory.BLANK_PUK, "-N", "97531864"),
                    "changed the puk");
            for (int left = 2; left >= 0; left--) {
                assertEquals(1, programs.yubico("-a", "verify-pin", "-P", PIN).code());
                assertEquals(left, card.pinTriesLeft());
            }
            assertSays(programs.yubico("-a", "unblock-pin", "-P", "97531864", "-N", PIN), "unblocked the pin");
            assertSays(programs.yubico("-a", "verify-pin", "-P", PIN), "Successfully verified PIN");
            String key = "0102030405060708010203040506070801020304050607AB";
            assertSays(programs.yubico("-a", "set-mgm-key", "-n", key), "set new management key");
            assertArrayEquals(
                    HexFormat.of().parseHex(key), card.image().managementKey().key());
            Outcome old = programs.yubico("-a", "set-chuid");
            assertNotEquals(0, old.code());
            assertFalse(card.guid().isPresent());
            assertSays(programs.yubico("-k" + key, "-a", "set-chuid"), "set new CHUID");
            assertTrue(inserted.isInserted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "T1, true, TRIPLE_DES, 03, 11, P_256",
        "T1, false, AES_192, 0A, 11, P_256",
        "T0, false, TRIPLE_DES, 03, 07, RSA_2048"
    })
    void openSc_authenticatesGeneratesAndLoads_andItsPkcs11Signs(
            SoftProtocol protocol,
            boolean extendedLengths,
            ManagementAlgorithm managementAlgorithm,
            String managementId,
            String id,
            AlgorithmId algorithm)
            throws Exception {
        SoftCard card =
                FACTORY.blank(managementAlgorithm).withProtocol(protocol).withExtendedLengths(extendedLengths);
        Path managementKey = Files.writeString(
                folder.resolve("management"),
                "01:02:03:04:05:06:07:08:".repeat(3).substring(0, 71));
        programs.set("PIV_EXT_AUTH_KEY", managementKey.toString());
        String admin = "M:9B:" + managementId;
        try (VpcdCard inserted = programs.insert(card)) {
            // Its exit code tells nothing: OpenSC 0.23 cannot turn the key that it got into a file with OpenSSL 3.
            programs.run("piv-tool", "-r", "0", "-A", admin, "-G", "9A:" + id, "-o", folder.resolve("key") + "");
            PublicKey made = card.publicKey(KeyReference.PIV_AUTHENTICATION);
            assertEquals(algorithm, AlgorithmId.of(made));
            Path certificate = certified(made, Profile.CARD_9A);
            // Exits with the number of bytes that it wrote.
            programs.run("piv-tool", "-r", "0", "-A", admin, "-C", "9A", "-i", certificate.toString());
            assertEquals(
                    made,
                    card.certificate(KeyReference.PIV_AUTHENTICATION)
                            .orElseThrow()
                            .getPublicKey());
            pkcs11Signs(algorithm, certificate);
            assertTrue(inserted.isInserted());
        }
    }

    /** Signed over PKCS#11, verified by openssl with the certificate. */
    private void pkcs11Signs(AlgorithmId algorithm, Path certificate) throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "what is signed");
        Path digest = folder.resolve("digest");
        Path signature = folder.resolve("signature");
        Path key = folder.resolve("key.pem");
        assertSays(programs.run("openssl", "dgst", "-sha256", "-binary", "-out", digest.toString(), text.toString()));
        assertSays(programs.run(
                "openssl", "x509", "-in", certificate.toString(), "-pubkey", "-noout", "-out", key.toString()));
        boolean curve = algorithm.isEllipticCurve();
        assertSays(programs.run(
                "pkcs11-tool",
                "--login",
                "--pin",
                PIN,
                "--sign",
                "--id",
                "01",
                "--mechanism",
                curve ? "ECDSA" : "SHA256-RSA-PKCS",
                "--signature-format",
                curve ? "openssl" : "rs",
                "--input-file",
                (curve ? digest : text).toString(),
                "--output-file",
                signature.toString()));
        assertSays(
                programs.run(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        key.toString(),
                        "-signature",
                        signature.toString(),
                        text.toString()),
                "Verified OK");
    }
}
