package org.lanyard.session.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.session.notice.Letter;
import org.lanyard.session.notice.MailAddress;
import org.lanyard.session.notice.Trouble;

/** The post by SMTP: one connection for all the letters of a round. */
public final class SmtpPost implements Post {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailSettings settings;
    private final String host;
    private final MailAddress from;
    private final Optional<MailAddress> replyTo;
    private final Session session;
    private Transport open;

    /**
     * @param settings with a host
     * @throws PkiException if the file of those to trust is none
     */
    public SmtpPost(MailSettings settings) throws PkiException {
        this(settings, PATIENCE);
    }

    /** @param patience for a connection, and for each answer */
    SmtpPost(MailSettings settings, Duration patience) throws PkiException {
        this.settings = settings;
        this.host = settings.host().orElseThrow();
        this.from = new MailAddress(settings.from().orElseThrow());
        this.replyTo = settings.replyTo().map(MailAddress::new);
        this.session = Session.getInstance(properties(patience));
    }

    private Properties properties(Duration patience) throws PkiException {
        Properties all = new Properties();
        String name = settings.tls() == MailTls.TLS ? "smtps" : "smtp";
        String before = "mail." + name + ".";
        String millis = String.valueOf(patience.toMillis());
        all.setProperty(before + "connectiontimeout", millis);
        all.setProperty(before + "timeout", millis);
        all.setProperty(before + "writetimeout", millis);
        all.setProperty(before + "from", from.text());
        // Its own name in EHLO: not that of a machine of ours.
        all.setProperty(before + "localhost", from.domain());
        all.setProperty(before + "auth", String.valueOf(settings.user().isPresent()));
        all.setProperty(before + "quitwait", "false");
        if (settings.tls() == MailTls.STARTTLS) {
            all.setProperty(before + "starttls.enable", "true");
            all.setProperty(before + "starttls.required", "true");
        }
        all.setProperty(before + "ssl.checkserveridentity", "true");
        all.setProperty(before + "ssl.protocols", "TLSv1.2 TLSv1.3");
        if (settings.trust().isPresent()) {
            SSLSocketFactory sockets = MailTrust.in(settings.trust().get());
            all.put(before + "ssl.socketFactory", sockets);
        }
        return all;
    }

    @Override
    public Optional<Trouble> send(Letter letter) {
        try {
            if (open == null) {
                Optional<Trouble> trouble = connect();
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
            MailMessage message = new MailMessage(session, letter, from, replyTo);
            open.sendMessage(message, new Address[] {MailMessage.address(letter.to())});
            return Optional.empty();
        } catch (MessagingException failed) {
            Trouble trouble = MailTroubles.sending(failed);
            done();
            return Optional.of(trouble);
        }
    }

    private Optional<Trouble> connect() {
        // Not by the library's look-up of providers: there is one, and it is here.
        Transport transport =
                settings.tls() == MailTls.TLS ? new SMTPSSLTransport(session, null) : new SMTPTransport(session, null);
        char[] password = null;
        try {
            if (settings.passwordFile().isPresent()) {
                password = new Passphrase.FromFile(settings.passwordFile().get()).read();
            }
            transport.connect(
                    host,
                    settings.port(),
                    settings.user().orElse(null),
                    password == null ? null : new String(password));
            open = transport;
            return Optional.empty();
        } catch (PkiException noPassword) {
            return Optional.of(Trouble.LOGIN_REFUSED);
        } catch (MessagingException failed) {
            close(transport);
            return Optional.of(MailTroubles.connecting(failed));
        } finally {
            if (password != null) {
                Arrays.fill(password, '\0');
            }
        }
    }

    @Override
    public void done() {
        if (open != null) {
            close(open);
            open = null;
        }
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // It is closed all the same.
            return;
        }
    }
}
