package org.lanyard.session.roster;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What manifest.csv declares: for each file its mode. A file that it does not mention is absent.
 *
 * @param modes by stem, "users"; only those that are not absent
 */
record Manifest(Map<String, FileMode> modes) {
    private static final Map<String, String> VERSIONS = Map.of("manifest.version", "1.0", "oneroster.version", "1.2");
    private static final Set<String> SOURCE = Set.of("source.systemName", "source.systemCode");
    private static final String FILE_PREFIX = "file.";

    Manifest {
        modes = Map.copyOf(modes);
    }

    FileMode mode(RosterFile file) {
        return modes.getOrDefault(file.stem(), FileMode.ABSENT);
    }

    /** Reads it, and holds the files that are there to it. Meaningless if there are findings afterwards. */
    static Manifest read(RosterBundle bundle, Findings findings) throws IOException {
        Set<String> names = bundle.names();
        Map<String, FileMode> modes = new HashMap<>();
        if (!names.contains(RosterFile.MANIFEST)) {
            findings.add(RosterFile.MANIFEST, 0, RosterReason.MANIFEST_MISSING, "");
            return new Manifest(modes);
        }
        Set<String> seen = new HashSet<>();
        CsvRows.read(bundle, RosterFile.MANIFEST, RosterFile.MANIFEST_HEADER::equals, findings, row -> {
            String property = row.text("propertyName");
            if (!seen.add(property)) {
                findings.add(row.file(), row.line(), RosterReason.MANIFEST_PROPERTY, "propertyName");
            } else if (VERSIONS.containsKey(property)) {
                if (!row.text("value").equals(VERSIONS.get(property))) {
                    findings.add(row.file(), row.line(), RosterReason.MANIFEST_VERSION, property);
                }
            } else if (property.startsWith(FILE_PREFIX)) {
                mode(row, property.substring(FILE_PREFIX.length()), modes, findings);
            } else if (!SOURCE.contains(property)) {
                findings.add(row.file(), row.line(), RosterReason.MANIFEST_PROPERTY, "propertyName");
            }
        });
        for (String version : new TreeSet<>(VERSIONS.keySet())) {
            if (!seen.contains(version)) {
                findings.add(RosterFile.MANIFEST, 0, RosterReason.MANIFEST_VERSION, version);
            }
        }
        holdFiles(names, modes, findings);
        return new Manifest(modes);
    }

    private static void mode(RosterRow row, String stem, Map<String, FileMode> modes, Findings findings) {
        if (!RosterNames.stems().contains(stem)) {
            findings.add(row.file(), row.line(), RosterReason.MANIFEST_PROPERTY, "propertyName");
            return;
        }
        for (FileMode mode : FileMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(row.text("value"))) {
                if (mode != FileMode.ABSENT) {
                    modes.put(stem, mode);
                }
                return;
            }
        }
        findings.add(row.file(), row.line(), RosterReason.MANIFEST_MODE, FILE_PREFIX + stem);
    }

    private static void holdFiles(Set<String> names, Map<String, FileMode> modes, Findings findings) {
        for (String stem : new TreeSet<>(modes.keySet())) {
            if (!names.contains(stem + ".csv")) {
                findings.add(stem + ".csv", 0, RosterReason.FILE_MISSING, "");
            }
        }
        Set<String> known = RosterNames.all();
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name)) {
                // The name itself may be anything, a person's even: it is not repeated.
                findings.add("", 0, RosterReason.FILE_UNKNOWN, "");
            } else if (!name.equals(RosterFile.MANIFEST)
                    && !modes.containsKey(name.substring(0, name.length() - ".csv".length()))) {
                findings.add(name, 0, RosterReason.FILE_NOT_DECLARED, "");
            }
        }
    }
}
