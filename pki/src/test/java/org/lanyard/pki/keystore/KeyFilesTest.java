package org.lanyard.pki.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

class KeyFilesTest {
    private static final SigningKey KEY = TestAuthority.create()
            .issue(Profile.KIOSK, new SubjectName.Service(URI.create("https://kiosk.example/library")));

    @TempDir
    Path folder;

    private static Passphrase typed(String passphrase) {
        return new Passphrase.FromPrompt("test", question -> passphrase.toCharArray());
    }

    private static void assertReason(PkiReason reason, Executable call) {
        assertEquals(reason, assertThrows(PkiException.class, call).reason());
    }

    @Test
    void open_rightPassphrase_givesKeyAndChain() throws Exception {
        Path file = folder.resolve("deep/er/kiosk.p12");
        KeyFiles.create(file, KEY, "pass".toCharArray());
        SigningKey opened = KeyFiles.open(file, typed("pass"));
        assertEquals(KEY.chain(), opened.chain());
        assertArrayEquals(KEY.key().getEncoded(), opened.key().getEncoded());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(file.getParent()));
    }

    @Test
    void open_wrongPassphraseDamagedOrAbsent_saysWhich() throws Exception {
        Path file = folder.resolve("kiosk.p12");
        KeyFiles.create(file, KEY, "pass".toCharArray());
        assertReason(PkiReason.PASSPHRASE_WRONG, () -> KeyFiles.open(file, typed("word")));
        assertReason(PkiReason.KEY_FILE_UNREADABLE, () -> KeyFiles.open(folder.resolve("absent"), typed("pass")));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        assertReason(PkiReason.KEY_FILE_UNREADABLE, () -> KeyFiles.open(file, typed("pass")));
    }

    @Test
    void create_fileIsThere_isLeftAlone() throws Exception {
        Path file = folder.resolve("kiosk.p12");
        KeyFiles.create(file, KEY, "first".toCharArray());
        assertReason(PkiReason.KEY_FILE_EXISTS, () -> KeyFiles.create(file, KEY, "second".toCharArray()));
        KeyFiles.open(file, typed("first"));
        KeyFiles.replace(file, KEY, "second".toCharArray());
        KeyFiles.open(file, typed("second"));
    }

    @Test
    void open_randomChanges_throwOnlyOurException() throws Exception {
        Path file = folder.resolve("kiosk.p12");
        KeyFiles.create(file, KEY, "pass".toCharArray());
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(20261123);
        for (int round = 0; round < 60; round++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, changed);
            try {
                KeyFiles.open(file, typed("pass"));
            } catch (PkiException e) {
                assertEquals(
                        true,
                        e.reason() == PkiReason.KEY_FILE_UNREADABLE || e.reason() == PkiReason.PASSPHRASE_WRONG,
                        e.getMessage());
            }
        }
    }

    @Test
    void passphrase_fromFile_isItsFirstLine() throws Exception {
        Path file = folder.resolve("pass");
        Files.writeString(file, "grün ist die Wiese\r\nsecond line\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals("grün ist die Wiese", new String(new Passphrase.FromFile(file).read()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertReason(PkiReason.PASSPHRASE_EXPOSED, () -> new Passphrase.FromFile(file).read());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "\n");
        assertReason(PkiReason.PASSPHRASE_MISSING, () -> new Passphrase.FromFile(file).read());
        Files.write(file, new byte[] {(byte) 0xff});
        assertReason(PkiReason.PASSPHRASE_MISSING, () -> new Passphrase.FromFile(file).read());
    }

    @Test
    void passphrase_fromEnvironment_neverShowsItself() throws Exception {
        Passphrase passphrase = new Passphrase.FromEnvironment("PASS", Map.of("PASS", "secret"));
        assertEquals("secret", new String(passphrase.read()));
        assertEquals("$PASS", passphrase.toString());
        assertReason(PkiReason.PASSPHRASE_MISSING, () -> new Passphrase.FromEnvironment("OTHER", Map.of()).read());
    }

    @Test
    void passphrase_newAtThePrompt_mustBeTypedTwiceTheSame() {
        String[] answers = {"one", "two"};
        int[] at = {0};
        Passphrase passphrase = new Passphrase.NewFromPrompt("new", question -> answers[at[0]++].toCharArray());
        assertReason(PkiReason.PASSPHRASES_DIFFER, passphrase::read);
        assertReason(PkiReason.PASSPHRASE_MISSING, () -> new Passphrase.FromPrompt("none", question -> null).read());
    }
}
