package org.lanyard.pki.path.names;

/** Mailboxes as text (RFC 5321 §4.1.2, of which RFC 5280 §4.2.1.6 takes {@code Mailbox}: no phrase, no brackets). */
record MailboxText(String local, String host) {
    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";
    private static final int LONGEST_LOCAL = 64;

    /** Null where it is not one. */
    static MailboxText of(String text) {
        if (text == null) {
            return null;
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || !HostText.isHost(text.substring(at + 1))) {
            return null;
        }
        String local = text.substring(0, at);
        boolean fits = local.charAt(0) == '"' ? isQuoted(local) : isDotString(local);
        return fits ? new MailboxText(local, text.substring(at + 1)) : null;
    }

    private static boolean isDotString(String local) {
        char former = '.';
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            boolean atom = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ATOM.indexOf(c) >= 0;
            if (!atom && (c != '.' || former == '.')) {
                return false;
            }
            former = c;
        }
        return former != '.';
    }

    private static boolean isQuoted(String local) {
        if (local.length() < 2 || !local.endsWith("\"")) {
            return false;
        }
        for (int i = 1; i < local.length() - 1; i++) {
            if (local.charAt(i) == '"') {
                return false;
            }
            if (local.charAt(i) == '\\' && ++i == local.length() - 1) {
                return false;
            }
        }
        return true;
    }

    /** RFC 5280 §7.5: the local part exactly, the host without regard to case. */
    boolean same(MailboxText other) {
        return local.equals(other.local) && HostText.same(host, other.host);
    }
}
