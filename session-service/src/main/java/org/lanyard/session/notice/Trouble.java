package org.lanyard.session.notice;

import java.util.Locale;

/** Why a notice was not sent: all there is. */
public enum Trouble {
    /** Nobody knows where to write to: tried again once there is an address. */
    NO_CONTACT(Blame.RECIPIENT),
    /** The recipient or the person was erased, or left; there is nothing to tell any more. */
    NOTHING_TO_TELL(Blame.LETTER),
    /** The server does not answer, or broke off before it took the letter. */
    UNREACHABLE(Blame.SERVER),
    /** No TLS, or the server's certificate is not for its name or not from who is trusted. */
    NOT_SECURE(Blame.SERVER),
    /** The server does not take the name and password. */
    LOGIN_REFUSED(Blame.SERVER),
    /** The server does not let us write as who we are (5yz after MAIL). */
    SENDER_REFUSED(Blame.SERVER),
    /** The server says: later (RFC 5321 §4.2.1, 4yz). */
    PUT_OFF(Blame.RECIPIENT),
    /** The server does not know the address, or may not write to it (5yz after RCPT). */
    ADDRESS_REFUSED(Blame.LETTER),
    /** The server does not take the letter (5yz after anything else). */
    LETTER_REFUSED(Blame.LETTER);

    private enum Blame {
        RECIPIENT,
        SERVER,
        LETTER
    }

    private final Blame blame;

    Trouble(Blame blame) {
        this.blame = blame;
    }

    /** The next letter would meet the same. */
    public boolean ofServer() {
        return blame == Blame.SERVER;
    }

    /** Trying again would meet the same. */
    public boolean lasting() {
        return blame == Blame.LETTER;
    }

    /** The word of the store and of the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
