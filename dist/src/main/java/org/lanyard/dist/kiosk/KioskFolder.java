package org.lanyard.dist.kiosk;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The folder that is carried to a new kiosk. */
final class KioskFolder {
    private static final int PASSPHRASE_BYTES = 24;

    private final Path folder;

    /** @param root the authority's root certificate, to be copied */
    record Contents(URI kiosk, URI issuer, URI enrolAt, int port, Path root) {}

    private KioskFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, which must not be there yet, with everything but the code. */
    static KioskFolder make(Path folder, Contents contents) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KioskFolder made = new KioskFolder(folder);
        Files.copy(contents.root(), folder.resolve("root.crt"));
        made.write("kiosk.toml", configuration(contents));
        byte[] random = new byte[PASSPHRASE_BYTES];
        new SecureRandom().nextBytes(random);
        made.write("kiosk.pass", Base64.getEncoder().encodeToString(random) + "\n");
        return made;
    }

    void code(String code) throws IOException {
        write("code", code + "\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String configuration(Contents contents) {
        return """
                issuer = "%s"
                client-id = "%s"
                key = "kiosk.p12"               # made here by the kiosk itself; it never leaves
                passphrase-file = "kiosk.pass"
                port = %d                     # of the screen, on this machine alone
                # reader = "ACR39U"             # a part of the reader's name; the first one if left out
                # language = "welsh"

                [enrolment]
                service = "%s"
                root = "root.crt"
                token-file = "code"             # deleted once it is used

                # [browser]                     # starts the browser itself, fresh for each pupil
                # program = "chromium"

                # [policy]
                # proof = "pin"                 # asks for the card's PIN as well
                # idle = "10m"
                # picture-moment = "1500ms"    # how long the pupil's picture shows before their page
                """.formatted(contents.issuer(), contents.kiosk(), contents.port(), contents.enrolAt());
    }
}
