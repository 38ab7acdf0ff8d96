package org.lanyard.session.roster;

import java.util.Set;
import java.util.TreeSet;

/** The names of the files that a OneRoster 1.2 bundle may hold. */
final class RosterNames {
    private RosterNames() {}

    /** With their ending: "manifest.csv", "users.csv", "results.csv". */
    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        names.add(RosterFile.MANIFEST);
        stems().forEach(stem -> names.add(stem + ".csv"));
        return names;
    }

    /** Those that the manifest declares: "users", "results". */
    static Set<String> stems() {
        Set<String> stems = new TreeSet<>(RosterFile.NOT_READ);
        for (RosterFile file : RosterFile.values()) {
            stems.add(file.stem());
        }
        return stems;
    }
}
