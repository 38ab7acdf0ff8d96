package org.lanyard.session.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.lanyard.session.notice.Trouble;

/** What a failure of the library means: the one place that looks. */
final class MailTroubles {
    private static final int LONGEST_CHAIN = 10;
    /** RFC 4954 §6: authentication is required, too weak, or refused. */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);
    /** RFC 5321 §4.2.3: the server closes the connection. */
    private static final int CLOSING = 421;

    private MailTroubles() {}

    /** While the connection was made. */
    static Trouble connecting(MessagingException failed) {
        if (failed instanceof AuthenticationFailedException) {
            return Trouble.LOGIN_REFUSED;
        }
        // The library has no class of its own for either.
        String message = String.valueOf(failed.getMessage());
        boolean notSecure = message.startsWith("STARTTLS is required")
                || message.startsWith("Could not convert socket to TLS")
                || hasCause(failed, SSLException.class);
        return notSecure ? Trouble.NOT_SECURE : Trouble.UNREACHABLE;
    }

    /** While the letter was sent: the first answer of the server that says what it did not like. */
    static Trouble sending(MessagingException failed) {
        Exception each = failed;
        Trouble trouble = Trouble.UNREACHABLE;
        for (int i = 0; i < LONGEST_CHAIN && each instanceof MessagingException one; i++) {
            if (one instanceof SMTPSenderFailedException sender) {
                return answered(sender.getReturnCode(), Trouble.SENDER_REFUSED);
            } else if (one instanceof SMTPAddressFailedException address) {
                return answered(address.getReturnCode(), Trouble.ADDRESS_REFUSED);
            } else if (one instanceof SMTPSendFailedException answer) {
                trouble = answered(answer.getReturnCode(), Trouble.LETTER_REFUSED);
            }
            each = one.getNextException();
        }
        return trouble;
    }

    private static Trouble answered(int code, Trouble refused) {
        if (LOGIN.contains(code)) {
            return Trouble.LOGIN_REFUSED;
        } else if (code == CLOSING || code < 400) {
            return Trouble.UNREACHABLE;
        }
        return code < 500 ? Trouble.PUT_OFF : refused;
    }

    private static boolean hasCause(MessagingException failed, Class<? extends Exception> kind) {
        Throwable each = failed;
        for (int i = 0; i < LONGEST_CHAIN && each != null; i++) {
            if (kind.isInstance(each)) {
                return true;
            }
            each = each instanceof MessagingException one ? one.getNextException() : each.getCause();
        }
        return false;
    }
}
