package org.lanyard.session.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import org.lanyard.session.notice.Letter;
import org.lanyard.session.notice.MailAddress;

/** A letter as RFC 5322 has it: plain text, and a Message-ID that is the same however often it is sent. */
final class MailMessage extends MimeMessage {
    private final String id;

    MailMessage(Session session, Letter letter, MailAddress from, Optional<MailAddress> replyTo)
            throws MessagingException {
        super(session);
        this.id = "<" + letter.id() + "@" + from.domain() + ">";
        setFrom(address(from));
        if (replyTo.isPresent()) {
            setReplyTo(new InternetAddress[] {address(replyTo.get())});
        }
        setRecipient(Message.RecipientType.TO, address(letter.to()));
        setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(letter.at()));
        // RFC 3834 §5: what answers by itself (out of office) leaves such a message alone.
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("Content-Language", String.join(", ", letter.languages()));
        setText(letter.text(), StandardCharsets.UTF_8.name(), "plain");
        setHeader("Content-Transfer-Encoding", "quoted-printable");
        saveChanges();
    }

    static InternetAddress address(MailAddress address) throws MessagingException {
        return new InternetAddress(address.text(), true);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
