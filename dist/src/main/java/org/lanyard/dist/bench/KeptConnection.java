package org.lanyard.dist.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kept connection of HTTP/1.1 to a node of this machine. As small as can be, so that the client takes little of the
 * processor that the server is measured on. For one thread at a time.
 */
final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LONGEST_LINE = 8 * 1024;

    private final URI base;
    private final Socket socket;
    private final InputStream in;

    /** @param cookies what the answer sets, by name */
    record Answer(int status, byte[] body, Map<String, String> cookies) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    KeptConnection(URI base) throws IOException {
        this.base = base;
        this.socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    Answer get(String path) throws IOException {
        return get(path, Map.of());
    }

    Answer get(String path, Map<String, String> headers) throws IOException {
        return exchange("GET " + path, headers, "");
    }

    /** @param headers beside those of the body and of the connection */
    Answer post(String path, Map<String, String> headers, String body) throws IOException {
        return exchange("POST " + path, headers, body);
    }

    private Answer exchange(String what, Map<String, String> headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head =
                new StringBuilder(256 + content.length).append(what).append(" HTTP/1.1\r\nHost: ");
        head.append(base.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        // Head and body in one piece: one packet, one wake-up of the server.
        socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        return read();
    }

    private Answer read() throws IOException {
        String status = line();
        Map<String, String> cookies = new LinkedHashMap<>();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "set-cookie" -> {
                    String pair = value.split(";", 2)[0];
                    cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
                }
                case "transfer-encoding" -> throw new IOException("an answer in chunks");
                default -> {}
            }
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), in.readNBytes(length), cookies);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the server hung up");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
