package org.lanyard.session.mail;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.lanyard.session.notice.MailAddress;

/**
 * {@code [mail]} of {@code lanyard.toml}.
 *
 * @param host of the server; absent: no mail is sent, and what is to be told waits
 * @param trust file of certificates (PEM) by which the server is known, instead of those of the Java runtime
 * @param user as whom to log in; absent: not at all
 * @param passwordFile its first line is the password
 * @param from our address; what cannot be delivered comes back there
 * @param perMinute how many letters at most, of each node
 */
public record MailSettings(
        Optional<String> host,
        int port,
        MailTls tls,
        Optional<Path> trust,
        Optional<String> user,
        Optional<Path> passwordFile,
        Optional<String> from,
        Optional<String> replyTo,
        int perMinute) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    public MailSettings {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("mail.port must be 1 to 65535");
        }
        if (perMinute < 1 || perMinute > 10_000) {
            throw new IllegalArgumentException("mail.per-minute must be 1 to 10000");
        }
        if (host.isPresent() && from.isEmpty()) {
            throw new IllegalArgumentException("mail.host needs mail.from, our own address");
        }
        if (tls == MailTls.NONE && host.filter(name -> !LOOPBACK.contains(name)).isPresent()) {
            throw new IllegalArgumentException("mail.tls may be none for localhost only");
        }
        if (user.isPresent() != passwordFile.isPresent()) {
            throw new IllegalArgumentException("mail.user and mail.password-file go together");
        }
        checked("mail.from", from);
        checked("mail.reply-to", replyTo);
    }

    private static void checked(String key, Optional<String> address) {
        if (address.isPresent() && MailAddress.of(address.get()).isEmpty()) {
            throw new IllegalArgumentException(key + " must be like school@example.org");
        }
    }

    /** No server: nothing is sent. */
    public static MailSettings none() {
        return new MailSettings(
                Optional.empty(),
                587,
                MailTls.STARTTLS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                60);
    }
}
