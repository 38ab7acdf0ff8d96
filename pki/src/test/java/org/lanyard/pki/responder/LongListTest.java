package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list far longer than the memory of the process that reads, encodes, signs, stores and publishes it. */
@DisplayName("a list of many entries in little memory")
class LongListTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("20,000 entries in 32 MiB of heap")
    void inTheBuild() throws Exception {
        run(20_000, 32);
    }

    @Test
    @Tag("long")
    @DisplayName("1,000,000 entries in 48 MiB of heap; the list alone has 47")
    void million() throws Exception {
        run(1_000_000, 48);
    }

    private void run(int entries, int heapMebibytes) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMebibytes + "m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LongList.class.getName(),
                        folder.toString(),
                        Integer.toString(entries)))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("signed " + entries + " entries"), output);
        assertTrue(output.contains("verified"), output);
        System.getLogger("LongListTest").log(System.Logger.Level.INFO, output);
    }
}
