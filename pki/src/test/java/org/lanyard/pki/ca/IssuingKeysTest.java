package org.lanyard.pki.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.revocation.CertificateId;

class IssuingKeysTest {
    @TempDir
    Path folder;

    @Test
    void of_knownAuthority_isOpenedOnceWhenFirstAskedFor() throws Exception {
        TestPki pki = new TestPki(folder);
        AtomicInteger asked = new AtomicInteger();
        Passphrase counted = new Passphrase.FromPrompt("issuing", question -> {
            asked.incrementAndGet();
            return "correct horse battery staple".toCharArray();
        });
        KeyFileIssuingKeys keys = new KeyFileIssuingKeys(pki.directory, counted);
        assertEquals(0, asked.get());
        String id = CertificateId.issuerId(pki.issuing.certificate());
        SigningKey key = keys.of(id).orElseThrow();
        assertEquals(List.of(pki.issuing.certificate(), pki.directory.root()), key.chain());
        assertSame(key, keys.of(id).orElseThrow());
        assertEquals(1, asked.get());
    }

    @Test
    void of_authorityOfAnotherMachine_isEmpty() throws Exception {
        TestPki pki = new TestPki(folder);
        KeyFileIssuingKeys keys =
                new KeyFileIssuingKeys(pki.directory, new Passphrase.FromPrompt("never asked", question -> {
                    throw new AssertionError(question);
                }));
        assertEquals(Optional.empty(), keys.of("00112233445566778899aabbccddeeff00112233"));
    }

    @Test
    void of_wrongPassphrase_isSaid() throws Exception {
        TestPki pki = new TestPki(folder);
        KeyFileIssuingKeys keys = new KeyFileIssuingKeys(
                pki.directory, new Passphrase.FromPrompt("issuing", question -> "wrong".toCharArray()));
        String id = CertificateId.issuerId(pki.issuing.certificate());
        assertEquals(
                PkiReason.PASSPHRASE_WRONG,
                assertThrows(PkiException.class, () -> keys.of(id)).reason());
    }

    @Test
    void of_keyWithAPassphraseOfItsOwn_isOpenedWithIt() throws Exception {
        TestPki pki = new TestPki(folder);
        String id = CertificateId.issuerId(pki.issuing.certificate());
        Path own = Files.createDirectories(pki.directory.folder().resolve("issuing"))
                .resolve(id + ".pass");
        Files.createFile(own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        KeyFileIssuingKeys keys =
                new KeyFileIssuingKeys(pki.directory, new Passphrase.FromPrompt("never asked", question -> {
                    throw new AssertionError(question);
                }));
        Files.writeString(own, "another's\n");
        assertEquals(
                PkiReason.PASSPHRASE_WRONG,
                assertThrows(PkiException.class, () -> keys.of(id)).reason());
        Files.writeString(own, "correct horse battery staple\n");
        assertEquals(pki.issuing.certificate(), keys.of(id).orElseThrow().certificate());
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(
                PkiReason.PASSPHRASE_EXPOSED,
                assertThrows(
                                PkiException.class,
                                () -> new KeyFileIssuingKeys(pki.directory, new Passphrase.FromFile(own)).of(id))
                        .reason());
    }
}
