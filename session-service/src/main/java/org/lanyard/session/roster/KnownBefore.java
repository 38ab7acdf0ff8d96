package org.lanyard.session.roster;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What a bundle may refer to besides itself: what earlier bundles of the same source brought. */
record KnownBefore(Set<String> orgs, Set<String> schools, Set<String> classes, Set<String> users, Set<String> active) {

    static KnownBefore load(Handle tx, String source) {
        StoredIds ids = StoredIds.load(tx, source);
        return new KnownBefore(
                ids.orgs().keySet(),
                StoredIds.schools(tx, source),
                ids.classes().keySet(),
                ids.users().keySet(),
                StoredIds.activeUsers(tx, source));
    }
}
