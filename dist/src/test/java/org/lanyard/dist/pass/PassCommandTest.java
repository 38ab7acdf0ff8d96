package org.lanyard.dist.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.testing.Transcript;

@DisplayName("lanyard pass, as a teacher types it")
class PassCommandTest {
    @TempDir
    Path folder;

    @Test
    void passes() throws Exception {
        Transcript.ofResource(PassCommandTest.class, "passes.transcript").replay(new OfficeShell(folder));
        Path slip = folder.resolve("slip.pdf");
        assertEquals(
                "%PDF",
                Files.readString(slip, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .substring(0, 4));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(slip)));
    }
}
