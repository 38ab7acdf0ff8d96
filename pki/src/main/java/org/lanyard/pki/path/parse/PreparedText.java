package org.lanyard.pki.path.parse;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as names are compared by (RFC 5280 §7.1, RFC 4518 §2): mapped, case folded, in normal form KC, with spaces at the ends
 * taken away and those within made one.
 */
final class PreparedText {
    private PreparedText() {}

    static String of(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String mapped = map(text);
        // Folding can undo the normal form and the other way round; the second round settles it.
        String folded =
                Normalizer.normalize(fold(Normalizer.normalize(mapped, Normalizer.Form.NFKC)), Normalizer.Form.NFKC);
        return spaces(fold(folded));
    }

    /** Letters of ASCII with single spaces between them: nearly all names. */
    private static boolean isPlain(String text) {
        char former = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && former == ' ') {
                return false;
            }
            former = c;
        }
        return former != ' ' || text.isEmpty();
    }

    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** RFC 4518 §2.2: some characters become a space, others nothing. */
    private static String map(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= 0x09 && c <= 0x0d || c == 0x85 || Character.isSpaceChar(c)) {
                mapped.append(' ');
            } else if (!isNothing(c)) {
                mapped.appendCodePoint(c);
            }
        });
        return mapped.toString();
    }

    private static boolean isNothing(int c) {
        return c == 0x00ad
                || c == 0x034f
                || c >= 0x180b && c <= 0x180e
                || c >= 0xfe00 && c <= 0xfe0f
                || c == 0xfffc
                || Character.getType(c) == Character.CONTROL
                || Character.getType(c) == Character.FORMAT;
    }

    private static String spaces(String text) {
        return text.strip().replaceAll(" +", " ");
    }
}
