package org.lanyard.card.softcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.card.softcard.OtherPrograms.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.OtherPrograms.Outcome;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.testing.TestAuthority;

@DisplayName("The software card, seen by OpenSC and yubico-piv-tool over PC/SC")
@Timeout(120)
class OtherSoftwareTest {
    private static final TestCards CARDS = new TestCards(TestAuthority.create());

    private static Pcscd pcscd;

    @TempDir
    Path folder;

    @BeforeAll
    static void service() {
        OtherPrograms.require("opensc-tool", "pkcs15-tool", "pkcs15-crypt", "yubico-piv-tool");
        pcscd = Pcscd.start();
    }

    @AfterAll
    static void stop() {
        if (pcscd != null) {
            pcscd.close();
        }
    }

    private OtherPrograms programs;

    @BeforeEach
    void open() {
        programs = new OtherPrograms(folder);
    }

    /** Otherwise the next test's programs would still see this one's card, or its ATR. */
    @AfterEach
    void awaitEmptyReader() {
        programs.awaitEmptyReader();
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        return programs.run(command);
    }

    private Outcome yubico(String... arguments) throws IOException, InterruptedException {
        return programs.yubico(arguments);
    }

    private VpcdCard insert(SoftCard card) throws Exception {
        return programs.insert(card);
    }

    @ParameterizedTest
    @EnumSource
    void openSc_seesAPivCard(SoftProtocol protocol) throws Exception {
        SoftCard card = CARDS.make(AlgorithmId.P_256).withProtocol(protocol);
        try (VpcdCard inserted = insert(card)) {
            assertSays(run("opensc-tool", "--reader", "0", "--name"), "Personal Identity Verification Card");
            assertSays(
                    run("pkcs15-tool", "--reader", "0", "--list-certificates"), "Certificate for PIV Authentication");
            assertSays(run("pkcs15-tool", "--reader", "0", "--list-keys"), "PIV AUTH key", "CARD AUTH key");
            assertTrue(inserted.isInserted());
        }
    }

    @Test
    void openSc_readsTheCertificate_verifiesThePinAndSigns() throws Exception {
        SoftCard card = CARDS.make(AlgorithmId.RSA_2048);
        try (VpcdCard inserted = insert(card)) {
            Path text = folder.resolve("text");
            Files.writeString(text, "what is signed");
            Path digest = folder.resolve("digest");
            Files.write(digest, MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(text)));
            Path signature = folder.resolve("signature");
            assertEquals(
                    0,
                    run(
                                    "pkcs15-crypt",
                                    "--reader",
                                    "0",
                                    "--sign",
                                    "--pkcs1",
                                    "--sha-256",
                                    "--key",
                                    "01",
                                    "--pin",
                                    TestCards.PIN,
                                    "--input",
                                    digest.toString(),
                                    "--output",
                                    signature.toString(),
                                    "--raw")
                            .code());
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(card.publicKey(KeyReference.PIV_AUTHENTICATION));
            verifier.update(Files.readAllBytes(text));
            assertTrue(verifier.verify(Files.readAllBytes(signature)));
            assertEquals(3, card.pinTriesLeft());
            assertTrue(inserted.isInserted());
        }
    }

    @Test
    void yubicoPivTool_readsTheCertificate_verifiesThePinAndSigns() throws Exception {
        SoftCard card = CARDS.make(AlgorithmId.P_256);
        try (VpcdCard inserted = insert(card)) {
            Path certificate = folder.resolve("certificate.der");
            assertSays(yubico("-a", "status"), "Slot 9a", "Slot 9e", "PIN tries left:\t3");
            assertSays(yubico("-a", "read-certificate", "-s", "9a", "-K", "DER", "-o", certificate.toString()));
            assertSays(yubico("-a", "verify-pin", "-P", TestCards.PIN), "Successfully verified PIN");
            assertArrayEquals(
                    card.certificate(KeyReference.PIV_AUTHENTICATION)
                            .orElseThrow()
                            .getEncoded(),
                    Files.readAllBytes(certificate));
            Path pem = folder.resolve("certificate.pem");
            assertSays(yubico("-a", "read-certificate", "-s", "9a", "-o", pem.toString()));
            assertSays(
                    yubico(
                            "-a",
                            "verify-pin",
                            "-P",
                            TestCards.PIN,
                            "-a",
                            "test-signature",
                            "-s",
                            "9a",
                            "-i",
                            pem.toString()),
                    "Successful ECDSA verification");
            assertEquals(1, yubico("-a", "verify-pin", "-P", "000000").code());
            assertEquals(2, card.pinTriesLeft());
            assertTrue(inserted.isInserted());
        }
    }
}
