package org.lanyard.session.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.session.notice.NoticeGround;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.NoticeRow;
import org.lanyard.session.notice.Notices;

/** The family of {@link NoticeGround}, a server for mail that wants a name and a password, and nodes that write to it. */
final class MailGround implements AutoCloseable {
    static final String USER = "lanyard";
    static final String PASSWORD = "a password that nobody may see";

    final NoticeGround ground;
    final GreenMail server;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Path folder;
    final TestAuthority authority = TestAuthority.create();

    MailGround() {
        this(TestStore.sqlite("pki", "session"));
    }

    MailGround(TestStore data) {
        ground = new NoticeGround(data);
        server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.setUser("school@example.org", USER, PASSWORD);
        server.getManagers().getUserManager().setAuthRequired(true);
        server.start();
        ground.contact(ground.megan, "megan@example.org");
        try {
            folder = Files.createTempDirectory("mail");
            secret("password", PASSWORD);
            Files.writeString(folder.resolve("roots.pem"), pem(authority.root()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Path secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** A key for a server of this name. */
    static SSLContext context(TestAuthority authority, String host) {
        try {
            SigningKey key = authority.issue(Profile.TLS_SERVER, new SubjectName.Hosts(List.of(host)));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "key", key.key(), new char[0], new X509Certificate[] {key.certificate(), authority.issuing()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    SmtpFront front(MailTls tls) throws IOException {
        return front(tls, 0);
    }

    SmtpFront front(MailTls tls, int port) throws IOException {
        return new SmtpFront(
                tls, context(authority, "localhost"), port, server.getSmtp().getPort());
    }

    MailSettings settings(MailTls tls, int port) {
        return settings(tls, port, folder.resolve("password"));
    }

    MailSettings settings(MailTls tls, int port, Path password) {
        return new MailSettings(
                Optional.of("localhost"),
                port,
                tls,
                tls == MailTls.NONE ? Optional.empty() : Optional.of(folder.resolve("roots.pem")),
                Optional.of(USER),
                Optional.of(password),
                Optional.of("school@example.org"),
                Optional.of("office@example.org"),
                600);
    }

    /** Straight to the server. */
    MailSettings settings() {
        return settings(MailTls.NONE, server.getSmtp().getPort());
    }

    Mailer mailer(MailSettings settings) throws PkiException {
        return mailer(ground.store, new SmtpPost(settings, Duration.ofSeconds(5)));
    }

    Mailer mailer(Store node, Post post) {
        return new Mailer(new Mailer.Parts(node, ground.outbox, ground.letters, post, meters, ground.clock), 600);
    }

    void tell(NoticeKind kind) {
        ground.run(tx -> ground.notices.tell(tx, kind, ground.megan, Map.of(Notices.KEY, "Ffôn Megan"), ground.now()));
    }

    /** What the server has, of all mailboxes. */
    List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    NoticeRow row() {
        return ground.rows().stream()
                .filter(row -> row.recipient().equals(ground.megan))
                .findFirst()
                .orElseThrow();
    }

    double counted(NoticeKind kind, String outcome) {
        return meters.counter("lanyard.notices", "kind", kind.code(), "outcome", outcome)
                .count();
    }

    static Set<String> ids(List<MimeMessage> messages) {
        return messages.stream()
                .map(message -> {
                    try {
                        return message.getMessageID();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        server.stop();
        ground.close();
    }
}
