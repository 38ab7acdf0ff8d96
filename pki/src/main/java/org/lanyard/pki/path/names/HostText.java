package org.lanyard.pki.path.names;

import java.util.Locale;

/** Host names as text. */
final class HostText {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    private HostText() {}

    /** RFC 5280 §4.2.1.6: "the 'preferred name syntax', as specified by Section 3.5 of RFC1034 and as modified by Section 2.1 of
     * RFC1123"; an internationalised label is its A-label. */
    static boolean isHost(String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (i == start || i - start > LONGEST_LABEL || text.charAt(start) == '-' || text.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!isLetterDigitHyphen(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterDigitHyphen(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }

    /** A host name, or one with a wildcard for its whole first label (RFC 9525 §6.3). */
    static boolean isHostOrWildcard(String text) {
        return isHost(text != null && text.startsWith("*.") ? text.substring(2) : text);
    }

    static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other);
    }

    /** Whether {@code host} is {@code base} with zero or more labels in front of it. */
    static boolean isWithin(String host, String base) {
        if (base.isEmpty()) {
            return true;
        }
        return same(host, base) || isBelow(host, "." + base);
    }

    /** Whether {@code host} ends with {@code .base} and has something in front of it. */
    static boolean isBelow(String host, String dotBase) {
        return host.length() > dotBase.length()
                && host.toLowerCase(Locale.ROOT).endsWith(dotBase.toLowerCase(Locale.ROOT));
    }
}
