package org.lanyard.pki.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.KeyToken;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.SoftHsm;
import org.lanyard.pki.testing.TestKeys;

/** An issuing key in a real PKCS#11 library. */
class TokenTest {
    private static final String PIN = SoftHsm.PIN;
    private static final SubjectName KIOSK = new SubjectName.Service(URI.create("https://kiosk.example/library"));

    @TempDir
    Path folder;

    private Path library;
    private String label;

    private static Passphrase typed(String text) {
        return new Passphrase.FromPrompt("test", question -> text.toCharArray());
    }

    @BeforeEach
    void token() throws Exception {
        // Corretto first in the list, as the program has it.
        CryptoProviders.install();
        library = SoftHsm.library();
        label = SoftHsm.token();
    }

    private AuthorityDirectory init() throws Exception {
        NewKeys keys = new NewKeys.InToken(KeyToken.open(library, label, typed(PIN)));
        AuthorityDirectory directory = AuthorityDirectory.init(
                folder.resolve("authority"),
                typed("root"),
                keys,
                OidArc.DEFAULT,
                () -> TestPki.NOW,
                new SecureRandom());
        directory.rememberToken(new AuthoritySettings.Token(library, label));
        return directory;
    }

    private SigningKey issuing(AuthorityDirectory directory) throws Exception {
        String id = CertificateId.issuerId(directory.issuingCertificate());
        return directory.keys(typed("no file is opened"), typed(PIN)).of(id).orElseThrow();
    }

    @Test
    void key_madeInTheToken_neverLeavesIt() throws Exception {
        AuthorityDirectory directory = init();
        assertFalse(Files.exists(directory.issuingKeyFile()));
        PrivateKey key = issuing(directory).key();
        assertNull(key.getEncoded());
        assertNull(key.getFormat());
        assertFalse(key instanceof ECPrivateKey);
        assertThrows(Exception.class, () -> KeyFactory.getInstance("EC").getKeySpec(key, ECPrivateKeySpec.class));
        // Nor wrapped: the JDK's own provider of the token is asked, and any other.
        SecretKey wrapping = new SecretKeySpec(new byte[16], "AES");
        for (var provider : Security.getProviders("Cipher.AESWrap")) {
            Cipher cipher = Cipher.getInstance("AESWrap", provider);
            cipher.init(Cipher.WRAP_MODE, wrapping);
            assertThrows(InvalidKeyException.class, () -> cipher.wrap((Key) key), provider.getName());
        }
    }

    @Test
    void sign_throughTheOneDoor_whateverProviderIsFirst() throws Exception {
        SigningKey key = issuing(init());
        byte[] data = {1, 2, 3};
        byte[] signature = SignatureAlgorithm.of(key.publicKey()).sign(key.key(), data);
        Signature verify = Signature.getInstance("SHA256withECDSA");
        verify.initVerify(key.publicKey());
        verify.update(data);
        assertTrue(verify.verify(signature));
    }

    @Test
    void authority_withATokensKey_issuesAndSignsListsAfterARestart() throws Exception {
        AuthorityDirectory before = init();
        AuthorityDirectory directory = AuthorityDirectory.open(before.folder());
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
        try (TestStore node = TestStore.sqlite("pki")) {
            Store store = node.store();
            Authorities authorities = new Authorities(
                    store,
                    directory,
                    directory.keys(typed("no file is opened"), typed(PIN)),
                    IssuingRules.of(OidArc.DEFAULT),
                    () -> TestPki.NOW,
                    new SecureRandom(),
                    audit);
            Authority main = authorities.of("main");
            X509Certificate leaf = main.issue(
                    new IssuanceRequest(Profile.KIOSK, TestKeys.p256().getPublic(), KIOSK), "office");
            leaf.verify(directory.issuingCertificate().getPublicKey());
            RevocationLists.of(store, main.signingKey(), Duration.ofDays(7), () -> TestPki.NOW, audit)
                    .publish("office");
        }
    }

    @Test
    void key_inAnotherProcess_isThereAgain() throws Exception {
        init();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens",
                        "jdk.crypto.cryptoki/sun.security.pkcs11=ALL-UNNAMED",
                        "--add-opens",
                        "jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TokenSigner.class.getName(),
                        folder.resolve("authority").toString(),
                        PIN)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("signed by SunPKCS11-"), said);
    }

    @Test
    void open_whatCannotBe_saysWhy() throws Exception {
        record Row(Path library, String label, String pin, PkiReason reason) {}
        for (Row row : List.of(
                new Row(library, label, "000000", PkiReason.TOKEN_PIN_WRONG),
                new Row(library, "nobody's", PIN, PkiReason.TOKEN_UNUSABLE),
                new Row(folder.resolve("absent.so"), label, PIN, PkiReason.TOKEN_UNUSABLE),
                new Row(Files.writeString(folder.resolve("text.so"), "none"), label, PIN, PkiReason.TOKEN_UNUSABLE))) {
            PkiException e =
                    assertThrows(PkiException.class, () -> KeyToken.open(row.library(), row.label(), typed(row.pin())));
            assertEquals(row.reason(), e.reason(), row.toString());
            assertFalse(e.getMessage().contains(row.pin()), e.getMessage());
        }
    }

    @Test
    void keys_ofAnotherMachine_areEmpty() throws Exception {
        AuthorityDirectory directory = init();
        assertEquals(
                Optional.empty(),
                directory.keys(typed("x"), typed(PIN)).of("00112233445566778899aabbccddeeff00112233"));
    }
}
