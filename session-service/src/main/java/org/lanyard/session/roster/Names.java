package org.lanyard.session.roster;

import java.text.Normalizer;

/** Writes names the one way they are kept. */
final class Names {
    private Names() {}

    /** Composed (Unicode NFC), so that "ŵ" is one thing whichever system it came from; runs of spaces made one. */
    static String tidy(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).replaceAll("\\s+", " ");
    }

    /** The name that somebody is called by: the preferred one where the roster has it. */
    static String called(RosterRow row, String preferred, String official) {
        String name = row.text(preferred);
        return tidy(name.isEmpty() ? row.text(official) : name);
    }
}
