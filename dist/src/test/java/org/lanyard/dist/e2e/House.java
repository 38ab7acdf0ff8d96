package org.lanyard.dist.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanyard.card.testing.Pcscd;

/**
 * A service and a kiosk as a school has them, each in a process of its own: {@code lanyard serve} and {@code lanyard kiosk},
 * with the people and cards of a demo. Between them is a wire, on which tokens can be read.
 */
final class House implements AutoCloseable {
    private static final URI KIOSK = URI.create("urn:lanyard:demo:kiosk");
    private static final URI OTHER_KIOSK = URI.create("urn:lanyard:demo:hall");
    private static final String OTHER_READER = "Virtual PCD 00 01";
    private static final String CLIENT = "library";
    private static final Pattern TAKEN = Pattern.compile("(?i)set-cookie: __Host-lanyard=[^;]");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final Path data;
    private final int port = freePort();
    private final int screenPort = freePort();
    private final StringBuffer heard = new StringBuffer();
    private final Wire wire = new Wire(port, this::listen);
    private final String issuer = "http://localhost:" + wire.port();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String secret;
    private volatile boolean connected = true;
    private Program service;

    House(Path data) throws IOException {
        this(data, "");
    }

    /** @param more of its configuration, in tables of their own */
    House(Path data, String more) throws IOException {
        this.data = data;
        Demo.start(data).close();
        try (Office office = new Office(data, URI.create(issuer))) {
            office.kiosk(KIOSK, "http://127.0.0.1:" + screenPort);
            secret = office.client(CLIENT);
        }
        Files.writeString(data.resolve("lanyard.toml"), """
                master-key = "master.key"
                audit-heads = "audit-heads"
                [service]
                issuer = "%s"
                listen = { host = "localhost", port = %d }
                [store]
                file = "lanyard.db"
                [webauthn]
                key = "webauthn.p12"
                passphrase-file = "authority.pass"
                """.formatted(issuer, port) + more);
        up();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listen(boolean answer, byte[] bytes) {
        if (answer) {
            heard.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return connected;
    }

    /** Whether what a kiosk says reaches the service. */
    void network(boolean whole) {
        connected = whole;
    }

    /** Starts the service. */
    void up() {
        service =
                Program.start("serve", "--config", data.resolve("lanyard.toml").toString());
        service.await("ready at");
    }

    /** {@code kill -9} of the service. */
    void kill() {
        service.kill();
    }

    /** A kiosk with the first reader, asking for {@code tap} or {@code pin}. */
    Program kiosk(String proof) throws IOException {
        return kiosk(KIOSK, "kiosk.p12", Pcscd.READER, screenPort, proof);
    }

    /** The first kiosk, which starts this browser itself. */
    Program kioskWithBrowser(Path chromium) throws IOException {
        return kiosk(KIOSK, "kiosk.p12", Pcscd.READER, screenPort, "tap", """
                [browser]
                program = "%s"
                arguments = ["--headless=new", "--no-sandbox", "--disable-gpu"]
                """.formatted(chromium));
    }

    /** How many sessions browsers have taken over. */
    int handedOver() {
        return (int) TAKEN.matcher(heard).results().count();
    }

    /** Another kiosk of the school with a key of its own, at the second reader. */
    Program otherKiosk() throws Exception {
        int at = freePort();
        String pass = data.resolve("authority.pass").toString();
        String key = data.resolve("hall.p12").toString();
        try (Program issue = Program.start(
                "pki",
                "issue",
                "--data",
                data.toString(),
                "--passphrase-file",
                pass,
                "--profile",
                "kiosk",
                "--uri",
                OTHER_KIOSK.toString(),
                "--new-key",
                key,
                "--new-key-passphrase-file",
                pass)) {
            issue.await("Issued");
        }
        try (Office office = new Office(data, URI.create(issuer))) {
            office.kiosk(OTHER_KIOSK, "http://127.0.0.1:" + at);
        }
        return kiosk(OTHER_KIOSK, "hall.p12", OTHER_READER, at, "tap");
    }

    private Program kiosk(URI id, String key, String reader, int at, String proof) throws IOException {
        return kiosk(id, key, reader, at, proof, "");
    }

    private Program kiosk(URI id, String key, String reader, int at, String proof, String more) throws IOException {
        Path file = data.resolve("kiosk-" + at + "-" + proof + ".toml");
        Files.writeString(file, """
                issuer = "%s"
                client-id = "%s"
                key = "%s"
                passphrase-file = "authority.pass"
                reader = "%s"
                card-interface = "contact"
                port = %d
                [policy]
                proof = "%s"
                """.formatted(issuer, id, key, reader, at, proof) + more);
        return Program.start("kiosk", "--config", file.toString());
    }

    /** How many sessions the audit trail flags, as their card was in two places. */
    int flagged() {
        try (Office office = new Office(data, URI.create(issuer))) {
            return office.flagged();
        }
    }

    /** The link that a kiosk printed. */
    static URI link(Program kiosk) {
        String line = kiosk.await("Kiosk screen");
        return URI.create(line.substring(line.indexOf("http")));
    }

    /** The file of the demo's card with this number, from 1. */
    Path card(int number) {
        return data.resolve("cards").resolve("%02d.json".formatted(number));
    }

    /** How many sessions the service has opened. */
    int opened() {
        return (int) TOKEN.matcher(heard).results().count();
    }

    /** What introspection says of the newest session. */
    String introspect() throws IOException, InterruptedException {
        String token = "";
        for (Matcher found = TOKEN.matcher(heard); found.find(); ) {
            token = found.group(1);
        }
        String basic =
                Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.ISO_8859_1));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/introspect"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        return answer.body();
    }

    @Override
    public void close() {
        End.all(service, wire);
    }
}
