package org.lanyard.card.screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskPolicy;
import org.lanyard.card.kiosk.Language;
import org.lanyard.card.kiosk.ServerClock;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.screen.DemoDeck.DemoCard;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

/** A screen with an agent whose door is away, spoken with over raw sockets: what is sent is exactly what the test wrote. */
final class ScreenUnderTest implements AutoCloseable {
    static final URI DOOR = URI.create("http://localhost:9");

    private final SecureRandom random = new SecureRandom();
    final SoftReader reader = new SoftReader("Software reader");
    final KioskScreen screen;
    final KioskAgent agent;
    final SoftDeck deck;

    ScreenUnderTest() throws Exception {
        deck = new SoftDeck(
                reader,
                List.of(
                        new SoftDeck.Printed(new DemoCard("1", "Ann", "Class 1", "PIN 123456"), card()),
                        new SoftDeck.Printed(new DemoCard("2", "Ben", "", ""), card())));
        screen = new KioskScreen(0, DOOR, Language.ENGLISH, Optional.of(deck), InstantSource.system(), random);
        URI kiosk = URI.create("urn:lanyard:kiosk:" + UUID.randomUUID());
        DoorClient door = new DoorClient(
                DOOR,
                kiosk,
                TestAuthority.create().issue(Profile.KIOSK, new SubjectName.Service(kiosk)),
                new ServerClock(InstantSource.system()),
                random);
        agent = new KioskAgent(KioskPolicy.DEFAULT, reader, door, screen, random);
        screen.start(agent);
        agent.start();
    }

    private SoftCard card() throws CardException {
        return new SoftCardFactory(random, LocalDate.now().plusYears(1))
                .make(UUID.randomUUID(), "123456".toCharArray(), AlgorithmId.P_256);
    }

    String host() {
        return "127.0.0.1:" + screen.port();
    }

    String token() {
        return screen.link().getFragment();
    }

    /** Spends the link and returns the cookie, name and value. */
    String cookie() throws IOException {
        String answer = post("/screen/open", "{\"token\":\"" + token() + "\"}");
        return answer.lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.substring("Set-Cookie: ".length(), line.indexOf(';')))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(answer));
    }

    /** As our own page posts. */
    String post(String path, String body, String... headers) throws IOException {
        String all = "Origin: http://" + host() + "\r\nContent-Type: application/json\r\n";
        return raw("POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + all + joined(headers), body);
    }

    String get(String path, String... headers) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + joined(headers), "");
    }

    static String joined(String... headers) {
        StringBuilder all = new StringBuilder();
        for (String header : headers) {
            all.append(header).append("\r\n");
        }
        return all.toString();
    }

    String raw(String head, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", screen.port())) {
            socket.setSoTimeout(10_000);
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String rest = "Connection: close\r\nContent-Length: " + content.length + "\r\n\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(content);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A browser's stream, read as far as the test needs. */
    final class Stream implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", screen.port());
        private final InputStream in;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();

        Stream(String cookie) throws IOException {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            String head = "GET /screen/events HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            in = socket.getInputStream();
        }

        /** All that came, up to and with {@code end}. */
        String upTo(String end) throws IOException {
            while (true) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("ended: " + read.toString(StandardCharsets.UTF_8));
                }
                read.write(next);
                if (next == end.charAt(end.length() - 1)) {
                    String text = read.toString(StandardCharsets.UTF_8);
                    if (text.endsWith(end)) {
                        read.reset();
                        return text;
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() {
        agent.close();
        screen.close();
        deck.close();
    }
}
