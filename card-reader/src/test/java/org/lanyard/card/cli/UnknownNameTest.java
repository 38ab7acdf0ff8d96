package org.lanyard.card.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.kiosk.DoorAnswer;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.DoorFailure;
import org.lanyard.card.kiosk.ServerClock;
import org.lanyard.pki.keystore.SigningKey;

@Timeout(60)
class UnknownNameTest {
    private static final byte[] READY = "{\"status\":\"ready\",\"time\":1795000000}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    /** In a JVM whose names are in a file: asks for the service's health at each line that it is given. */
    static final class Asking {
        private Asking() {}

        public static void main(String[] arguments) throws Exception {
            KioskCommand.askAgainForUnknownNames();
            DoorClient door = new DoorClient(
                    URI.create(arguments[0]),
                    URI.create("urn:lanyard:kiosk:1"),
                    (SigningKey) null,
                    new ServerClock(InstantSource.system()),
                    new SecureRandom());
            while (System.in.read() == '\n') {
                DoorAnswer<Boolean> answer = door.ready();
                System.out.println(answer instanceof DoorAnswer.Refused<Boolean> refused ? refused.failure() : "ready");
            }
        }
    }

    @Test
    @DisplayName("a name that was unknown is asked for again at the next beat, not ten seconds later")
    void again() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 elsewhere\n");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, READY.length);
            exchange.getResponseBody().write(READY);
            exchange.close();
        });
        server.start();
        Process asking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Asking.class.getName(),
                        "http://id.school.example:" + server.getAddress().getPort())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = asking.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(DoorFailure.UNREACHABLE.name(), ask(asking, answers));
            Files.writeString(hosts, "127.0.0.1 id.school.example\n");
            assertEquals("ready", ask(asking, answers));
        } finally {
            asking.destroyForcibly();
            server.stop(0);
        }
    }

    private static String ask(Process asking, BufferedReader answers) throws Exception {
        asking.getOutputStream().write('\n');
        asking.getOutputStream().flush();
        return answers.readLine();
    }
}
