package org.lanyard.pki.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;

/** Speaks raw HTTP/1.1 with a handler tree, without a port: what is sent is exactly what the test wrote. */
public final class RawHttp implements AutoCloseable {
    private final Server server;
    private final LocalConnector connector;

    private RawHttp(Server server) {
        this.server = server;
        this.connector = (LocalConnector) server.getConnectors()[0];
    }

    /** An answer; header names in lower case. */
    public record Answer(int status, List<String> headers, byte[] bodyBytes) {
        public String body() {
            return new String(bodyBytes, StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            return all(name).stream().findFirst();
        }

        public List<String> all(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .toList();
        }
    }

    public static RawHttp start(Handler handler) {
        try {
            Server server = HttpServers.local(handler);
            // A kept-alive connection that nobody will use again is not worth a second of every test.
            server.setStopTimeout(0);
            server.start();
            return new RawHttp(server);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request with {@code Host: localhost:8080}; {@code headers} as {@code "Name: value"}. */
    public Answer send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost:8080\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return raw(all);
    }

    /** A form's POST. */
    public Answer form(String path, String form, String... headers) {
        return send("POST", path, form, with(headers, "Content-Type: application/x-www-form-urlencoded"));
    }

    /** A JSON object's POST. */
    public Answer json(String path, String json, String... headers) {
        return send("POST", path, json, with(headers, "Content-Type: application/json"));
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Sends exactly {@code request} and waits for one whole answer. */
    public Answer raw(byte[] request) {
        try {
            ByteBuffer answer = connector.getResponse(ByteBuffer.wrap(request), 20, TimeUnit.SECONDS);
            return parse(BufferUtil.toArray(answer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String[] headers, String more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static Answer parse(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(lines[i].substring(0, colon).toLowerCase(Locale.ROOT) + lines[i].substring(colon));
        }
        byte[] body = java.util.Arrays.copyOfRange(raw, end + 4, raw.length);
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }
}
