package org.lanyard.session.roster;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.session.notice.Contacts;
import org.lanyard.session.notice.MailAddress;

/**
 * The addresses of one bundle. What is no address is passed over: schools' lists have "none" and telephone numbers there, and a
 * child must not stay away from school for it. An empty column, or none, says nothing.
 */
final class RosterContacts {
    private final Handle tx;
    private final Contacts contacts;
    private final String source;
    private final Instant now;
    private final Map<String, MailAddress> found = new LinkedHashMap<>();

    RosterContacts(Handle tx, Contacts contacts, String source, Instant now) {
        this.tx = tx;
        this.contacts = contacts;
        this.source = source;
        this.now = now;
    }

    void add(String person, RosterRow row) {
        MailAddress.of(row.text("email")).ifPresent(address -> found.put(person, address));
    }

    /** How many are new. To be called when the people are written. */
    long write() {
        long fresh = 0;
        for (Map.Entry<String, MailAddress> entry : found.entrySet()) {
            fresh += contacts.fromRoster(tx, UUID.fromString(entry.getKey()), entry.getValue(), source, now) ? 1 : 0;
        }
        return fresh;
    }
}
