package org.lanyard.session.credential;

import java.text.Normalizer;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/** What an owner may call a key. */
public final class KeyName {
    private static final int LONGEST = 40;

    private KeyName() {}

    /**
     * The name as it is kept: without blanks around it, in NFC.
     *
     * @throws RefusedException KEY_NAME for one that is empty, longer than 40 characters, or would show as something else
     */
    public static String of(String given) throws RefusedException {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST
                || !name.codePoints().allMatch(KeyName::shows)) {
            throw new RefusedException(Reason.KEY_NAME);
        }
        return name;
    }

    /** No control, no change of direction, no half of a pair: what is told of a key in a letter has to read as it is. */
    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
