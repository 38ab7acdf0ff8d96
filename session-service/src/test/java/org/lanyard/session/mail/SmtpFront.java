package org.lanyard.session.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands before a server without TLS: offers STARTTLS (RFC 3207) or speaks TLS at once, and answers commands itself or breaks off
 * where a test says so.
 */
final class SmtpFront implements AutoCloseable {
    private static final String CUT = "cut";

    private final ServerSocket listening;
    private final SSLContext context;
    private final MailTls tls;
    private final int behind;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param port 0: any that is free */
    SmtpFront(MailTls tls, SSLContext context, int port, int behind) throws IOException {
        this.tls = tls;
        this.context = context;
        this.behind = behind;
        this.listening = new ServerSocket(port, 50, InetAddress.getByName("localhost"));
        Thread thread = new Thread(this::accept, "smtp-front");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** To commands that begin like this. */
    SmtpFront answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    /** The connection, when such a command comes; {@code "."} is the letter's end, which the server has taken by then. */
    SmtpFront cuttingAt(String command) {
        return answering(command, CUT);
    }

    SmtpFront obliging() {
        answers.clear();
        return this;
    }

    List<String> commands() {
        return commands;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                Thread thread = new Thread(() -> serve(client), "smtp-front-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket raw) {
        try (Socket server = new Socket(InetAddress.getByName("localhost"), behind)) {
            BufferedReader fromServer = reader(server.getInputStream());
            String greeting = answer(fromServer);
            Socket client = tls == MailTls.TLS ? secured(raw) : raw;
            write(client, greeting);
            BufferedReader fromClient = reader(client.getInputStream());
            boolean secure = tls != MailTls.STARTTLS;
            boolean letter = false;
            for (String line; (line = fromClient.readLine()) != null; ) {
                boolean last = letter && line.equals(".");
                if (!letter || last) {
                    commands.add(line);
                }
                Optional<String> own = letter && !last ? Optional.empty() : own(line);
                if (last || own.isEmpty()) {
                    if (!secure && line.startsWith("EHLO")) {
                        write(client, "250-localhost\r\n250 STARTTLS\r\n");
                        continue;
                    } else if (!secure && line.equals("STARTTLS")) {
                        write(client, "220 go on\r\n");
                        client = secured(raw);
                        fromClient = reader(client.getInputStream());
                        secure = true;
                        continue;
                    }
                    write(server, line + "\r\n");
                    if (letter && !last) {
                        continue;
                    }
                    String answered = answer(fromServer);
                    letter = line.equals("DATA") && answered.startsWith("354");
                    if (own.isEmpty()) {
                        write(client, answered);
                        continue;
                    }
                }
                if (own.get().equals(CUT)) {
                    raw.close();
                    return;
                }
                write(client, own.get() + "\r\n");
            }
        } catch (IOException gone) {
            // Whoever hung up knows it.
            return;
        }
    }

    private Optional<String> own(String line) {
        return answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Socket secured(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }

    /** One answer of the server, which may have several lines. */
    private static String answer(BufferedReader from) throws IOException {
        StringBuilder whole = new StringBuilder();
        for (String line; (line = from.readLine()) != null; ) {
            whole.append(line).append("\r\n");
            if (line.length() < 4 || line.charAt(3) != '-') {
                break;
            }
        }
        return whole.toString();
    }

    private static void write(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
