package org.lanyard.pki.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

class MasterKeyTest {
    private static final byte[] SECRET = "the challenge key".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("master.key");
    }

    @Test
    void unwrap_whatAnEarlierProcessWrapped_isTheSame() throws Exception {
        byte[] wrapped = MasterKey.openOrCreate(file()).wrap(SECRET, "challenge");
        assertArrayEquals(SECRET, MasterKey.openOrCreate(file()).unwrap(wrapped, "challenge"));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));
    }

    @Test
    void wrap_twice_givesDifferentBytes() throws Exception {
        MasterKey key = MasterKey.openOrCreate(file());
        assertFalse(Arrays.equals(key.wrap(SECRET, "a"), key.wrap(SECRET, "a")));
    }

    @Test
    void unwrap_alteredOtherContextOtherKeyOrShort_isRefused() throws Exception {
        MasterKey key = MasterKey.openOrCreate(file());
        byte[] wrapped = key.wrap(SECRET, "challenge");
        List<byte[]> altered = new ArrayList<>();
        for (int i = 0; i < wrapped.length; i++) {
            byte[] copy = wrapped.clone();
            copy[i] ^= 1;
            altered.add(copy);
            altered.add(Arrays.copyOf(wrapped, i));
        }
        altered.add(Arrays.copyOf(wrapped, wrapped.length + 1));
        for (byte[] bytes : altered) {
            assertRefused(key, bytes, "challenge");
        }
        assertRefused(key, wrapped, "audit");
        assertRefused(MasterKey.openOrCreate(folder.resolve("other.key")), wrapped, "challenge");
    }

    private static void assertRefused(MasterKey key, byte[] wrapped, String context) {
        PkiException e = assertThrows(PkiException.class, () -> key.unwrap(wrapped, context));
        assertEquals(PkiReason.WRAPPED_SECRET_ALTERED, e.reason());
    }

    @Test
    void derive_sameLabel_isTheSameAndOthersDiffer() throws Exception {
        MasterKey key = MasterKey.openOrCreate(file());
        assertArrayEquals(
                key.derive("sealer", 32), MasterKey.openOrCreate(file()).derive("sealer", 32));
        assertFalse(Arrays.equals(key.derive("sealer", 32), key.derive("puk", 32)));
        assertEquals(64, key.derive("sealer", 64).length);
    }

    @Test
    void openOrCreate_eightAtOnce_endWithOneKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> derived = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                derived.add(threads.submit(() -> MasterKey.openOrCreate(file()).derive("x", 16)));
            }
            byte[] first = derived.get(0).get();
            for (Future<byte[]> one : derived) {
                assertArrayEquals(first, one.get());
            }
        } finally {
            threads.shutdown();
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList(), "no drafts left behind");
        }
    }

    @Test
    void openOrCreate_fileThatIsNone_isRefusedAndLeftAlone() throws Exception {
        for (String content :
                List.of("", "x", "LANYARD-MASTER-KEY-1 AAAA\n", "LANYARD-MASTER-KEY-1 %%%\n", "x".repeat(300))) {
            Files.writeString(file(), content);
            PkiException e = assertThrows(PkiException.class, () -> MasterKey.openOrCreate(file()));
            assertEquals(PkiReason.KEY_FILE_UNREADABLE, e.reason());
            assertEquals(content, Files.readString(file()));
        }
    }
}
