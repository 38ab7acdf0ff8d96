package org.lanyard.card.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.testing.TestAuthority;
import picocli.CommandLine;

@Timeout(60)
class SoftCardCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final SoftCardCommand command = new SoftCardCommand();
    private final CommandLine line =
            new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @TempDir
    Path folder;

    private Path saved() throws Exception {
        Path file = folder.resolve("card.json");
        SoftCard card = new TestCards(TestAuthority.create()).make(AlgorithmId.P_256);
        SoftCardFile.save(card, file);
        return file;
    }

    private static ServerSocket vpcd() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void card_goesIn_answers_andGoesInAgain() throws Exception {
        Path file = saved();
        try (ServerSocket vpcd = vpcd()) {
            CompletableFuture<Integer> running = CompletableFuture.supplyAsync(
                    () -> line.execute(file.toString(), "--port", "" + vpcd.getLocalPort()));
            for (int i = 0; i < 2; i++) {
                try (Socket reader = vpcd.accept()) {
                    reader.getOutputStream().write(HexFormat.of().parseHex("000101" + "000104"));
                    assertEquals(
                            "00093B850180730000C0B7",
                            hex(reader.getInputStream().readNBytes(11)));
                    reader.getOutputStream().write(HexFormat.of().parseHex("000500A4040000"));
                    assertEquals("00026A82", hex(reader.getInputStream().readNBytes(4)));
                }
            }
            try (Socket reader = vpcd.accept()) {
                command.stop();
                assertEquals(-1, reader.getInputStream().read());
            }
            assertEquals(0, running.get());
            assertTrue(out.toString().contains("is in the reader at localhost"), out::toString);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    @Test
    void unreachableReader_isAnErrorAndAHint() throws Exception {
        int port;
        try (ServerSocket vpcd = vpcd()) {
            port = vpcd.getLocalPort();
        }
        assertEquals(1, line.execute(saved().toString(), "--port", "" + port));
        assertTrue(err.toString().contains("VIRTUAL_READER_UNREACHABLE"), err::toString);
        assertTrue(err.toString().contains("apt-get install"), err::toString);
    }

    @Test
    void noCard_isAnErrorAndAHint() throws Exception {
        Path file = folder.resolve("rubbish");
        Files.writeString(file, "{}");
        assertEquals(1, line.execute(file.toString()));
        assertEquals(1, line.execute(folder.resolve("absent").toString()));
        assertTrue(err.toString().contains("CARD_FILE_INVALID"), err::toString);
        assertTrue(err.toString().contains("CARD_FILE_UNUSABLE"), err::toString);
        await().until(() -> out.toString().isEmpty());
    }
}
