package org.lanyard.pki.path;

import java.time.Instant;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.rules.ValidPath;

/** The path that an outside authority's card was found valid by; nothing is said of revocation. */
record OutsidePath(OutsideAuthority authority, ValidPath path) {

    String label() {
        return authority.label();
    }

    /** Epoch milliseconds from which each certificate of the path, but the leaf, is in time; the anchor's where that is held to. */
    long notBefore() {
        long latest = authority.anchorNotBefore(path);
        for (ParsedCertificate each : path.path().certificates()) {
            latest = Math.max(latest, each.notBefore().toEpochMilli());
        }
        return latest;
    }

    /** Epoch milliseconds of the last moment. */
    long notAfter() {
        long earliest = authority.anchorNotAfter(path);
        for (ParsedCertificate each : path.path().certificates()) {
            earliest = Math.min(earliest, endOf(each.notAfter()));
        }
        return earliest;
    }

    static long endOf(Instant notAfter) {
        return notAfter.toEpochMilli() + 999;
    }
}
