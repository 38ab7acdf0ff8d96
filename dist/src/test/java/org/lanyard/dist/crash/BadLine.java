package org.lanyard.dist.crash;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** HTTP/1.1 over a line that may do anything but change a byte. For one thread. */
final class BadLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PIECES = 6;
    private static final long LONGEST_PAUSE_NANOS = 8_000_000;

    private final URI base;
    private final Random random;
    private Socket socket;
    private InputStream in;

    /** What happens on the way. */
    enum Fault {
        NONE,
        /** The body comes in pieces, with pauses between them. */
        SLOW,
        /** The same twice, on two connections at once. */
        TWICE,
        /** The connection breaks before the whole request is sent. */
        CUT_REQUEST,
        /** It breaks after the request and before the answer is read, or in the middle of it. */
        CUT_ANSWER
    }

    /** @param cookies what the answer sets, by name */
    record Answer(int status, String body, Map<String, String> cookies) {
        boolean ok() {
            return status == 200;
        }

        /** What was refused, in full; of what was not, nothing that opens anything. */
        @Override
        public String toString() {
            return ok() ? "200" : status + " " + body;
        }
    }

    /**
     * What the sender knows afterwards.
     *
     * @param answers none, one, or those of a request sent twice
     * @param perhaps whether the service may have acted without being heard
     */
    record Outcome(List<Answer> answers, boolean perhaps) {}

    BadLine(URI base, Random random) {
        this.base = base;
        this.random = random;
    }

    Outcome send(String head, String body, Fault fault) throws IOException {
        byte[] request = request(head, body);
        switch (fault) {
            case NONE -> {
                write(request, request.length);
                return new Outcome(List.of(read()), false);
            }
            case SLOW -> {
                inPieces(request);
                return new Outcome(List.of(read()), false);
            }
            case TWICE -> {
                return twice(request);
            }
            case CUT_REQUEST -> {
                write(request, random.nextInt(request.length));
                cut();
                return new Outcome(List.of(), false);
            }
            default -> {
                write(request, request.length);
                if (random.nextBoolean()) {
                    in.readNBytes(1 + random.nextInt(40));
                }
                cut();
                return new Outcome(List.of(), true);
            }
        }
    }

    private byte[] request(String head, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String length = content.length > 0 ? "Content-Length: " + content.length + "\r\n" : "";
        byte[] whole = (head + "Host: " + base.getRawAuthority() + "\r\n" + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(whole, whole.length + content.length);
        System.arraycopy(content, 0, all, whole.length, content.length);
        return all;
    }

    private Outcome twice(byte[] request) throws IOException {
        try (BadLine other = new BadLine(base, random)) {
            write(request, request.length);
            other.write(request, request.length);
            List<Answer> answers = new ArrayList<>();
            answers.add(read());
            answers.add(other.read());
            return new Outcome(answers, false);
        }
    }

    private void inPieces(byte[] request) throws IOException {
        int from = 0;
        for (int left = PIECES; left > 0; left--) {
            int to = left == 1 ? request.length : from + random.nextInt(request.length - from + 1);
            open().getOutputStream().write(request, from, to - from);
            from = to;
            LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE_NANOS));
        }
    }

    private void write(byte[] request, int length) throws IOException {
        open().getOutputStream().write(request, 0, length);
    }

    private Socket open() throws IOException {
        if (socket == null) {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        return socket;
    }

    /** Politely, or with a reset. */
    private void cut() throws IOException {
        socket.setSoLinger(random.nextBoolean(), 0);
        close();
    }

    private Answer read() throws IOException {
        String status = line();
        Map<String, String> cookies = new LinkedHashMap<>();
        int length = 0;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "set-cookie" -> {
                    String pair = value.split(";", 2)[0];
                    cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
                }
                case "transfer-encoding" -> throw new IOException("an answer in chunks");
                default -> {
                    // nothing that is looked at here
                }
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (last) {
            close();
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), body, cookies);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service hung up");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
