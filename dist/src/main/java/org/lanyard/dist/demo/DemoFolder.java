package org.lanyard.dist.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.lanyard.pki.cli.StoreOptions;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.store.StoreConfig;

/**
 * The demo's folder: everything that it keeps, readable by its owner alone.
 *
 * <pre>
 * lanyard.db  master.key  audit-heads     the store, what wraps its secrets, the heads of the audit trail
 * authority/  authority.pass              root and issuing authority; the passphrase of all key files here
 * webauthn.p12  kiosk.p12                 the WebAuthn service's key and the kiosk's
 * cards/01.json …                         the software cards
 * </pre>
 */
public record DemoFolder(Path path) {
    private static final int PASSPHRASE_BYTES = 24;
    private static final int READERS = 4;

    /** A folder under the user's data directory, as the XDG base directory specification has it. */
    public static Path usual() {
        String data = System.getenv("XDG_DATA_HOME");
        Path base = data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return base.resolve("lanyard").resolve("demo");
    }

    /** Makes the folder where it is absent. */
    public static DemoFolder at(Path path) throws IOException {
        Files.createDirectories(path.resolve("cards"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return new DemoFolder(path.toAbsolutePath());
    }

    /** A folder that {@link #delete} takes away again. */
    public static DemoFolder temporary() throws IOException {
        return at(Files.createTempDirectory("lanyard-demo-"));
    }

    public StoreConfig store() {
        return new StoreConfig("jdbc:sqlite:" + path.resolve(StoreOptions.STORE_FILE), "", "", READERS);
    }

    public Path masterKey() {
        return path.resolve(StoreOptions.MASTER_KEY_FILE);
    }

    public Path auditHeads() {
        return path.resolve(StoreOptions.AUDIT_HEADS_FILE);
    }

    public Path authority() {
        return path.resolve("authority");
    }

    public Path key(String name) {
        return path.resolve(name + ".p12");
    }

    public Path card(int number) {
        return path.resolve("cards").resolve("%02d.json".formatted(number));
    }

    /** The passphrase of the key files, made at first use. */
    public Passphrase passphrase(SecureRandom random) throws IOException {
        Path file = path.resolve("authority.pass");
        if (!Files.exists(file)) {
            byte[] bytes = new byte[PASSPHRASE_BYTES];
            random.nextBytes(bytes);
            Path draft = Files.createTempFile(path, "pass", ".new");
            Files.write(draft, Base64.getUrlEncoder().encode(bytes));
            Files.move(draft, file);
        }
        return new Passphrase.FromFile(file);
    }

    /** Deletes the folder and all that is in it. */
    public void delete() throws IOException {
        List<Path> all;
        try (var files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
