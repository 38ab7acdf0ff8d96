package org.lanyard.session.notice;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to: RFC 5321 §4.1.2's Mailbox, of dot-strings and names of hosts alone. Quoted parts, comments,
 * literals and letters beyond ASCII are left out: no school's list has them, and each of them has smuggled a header somewhere.
 */
public record MailAddress(String text) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+", Pattern.DOTALL);

    public MailAddress {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not an address for mail");
        }
    }

    public static Optional<MailAddress> of(String text) {
        return isOne(text) ? Optional.of(new MailAddress(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return text.length() <= LONGEST
                && text.indexOf('@') <= LONGEST_LOCAL
                && FORM.matcher(text).matches();
    }

    /** What comes after the @. */
    public String domain() {
        return text.substring(text.indexOf('@') + 1);
    }

    /** An address does not belong in logs. */
    @Override
    public String toString() {
        return "MailAddress";
    }
}
