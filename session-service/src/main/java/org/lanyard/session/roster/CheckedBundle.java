package org.lanyard.session.roster;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/**
 * A bundle that has been checked. Only {@link BundleCheck} makes one. Its files are read again when they are written,
 * and must be the same bytes then.
 */
final class CheckedBundle {
    private final RosterBundle bundle;
    private final Manifest manifest;
    private final Map<RosterFile, byte[]> digests;
    private final Map<String, String> roles;
    private final long lines;
    private final boolean tooManyGone;

    CheckedBundle(
            RosterBundle bundle,
            Manifest manifest,
            Map<RosterFile, byte[]> digests,
            Map<String, String> roles,
            long lines,
            boolean tooManyGone) {
        this.bundle = bundle;
        this.manifest = manifest;
        this.digests = Map.copyOf(digests);
        this.roles = Map.copyOf(roles);
        this.lines = lines;
        this.tooManyGone = tooManyGone;
    }

    FileMode mode(RosterFile file) {
        return manifest.mode(file);
    }

    /** OneRoster's role of a user, if this bundle says one. */
    String role(String user, String otherwise) {
        return roles.getOrDefault(user, otherwise);
    }

    long lines() {
        return lines;
    }

    /** Whether more people are gone than is likely: {@link RosterReason#TOO_MANY_GONE}. */
    boolean tooManyGone() {
        return tooManyGone;
    }

    /** @throws IOException if the file is not the one that was checked */
    void read(RosterFile file, CsvRows.RowConsumer consumer) throws IOException {
        if (mode(file) == FileMode.ABSENT) {
            return;
        }
        Findings findings = new Findings();
        byte[] digest = CsvRows.read(bundle, file.fileName(), CheckedBundle::any, findings, consumer);
        if (findings.any() || !MessageDigest.isEqual(digest, digests.get(file))) {
            throw new IOException("the bundle changed after it was checked");
        }
    }

    private static boolean any(List<String> header) {
        return !header.isEmpty();
    }
}
