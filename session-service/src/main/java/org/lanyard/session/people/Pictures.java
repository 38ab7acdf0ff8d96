package org.lanyard.session.people;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;

/** Whose picture is which. */
public final class Pictures {
    private final AuditLog audit;

    public Pictures(AuditLog audit) {
        this.audit = audit;
    }

    /** The one that a person chose, or else was given. */
    public static Picture of(Handle tx, UUID person) {
        return Sql.one(tx, "SELECT picture FROM person WHERE id = ?", row -> String.valueOf(row.getString(1)), person)
                .flatMap(Picture::of)
                .orElseGet(() -> Picture.given(person));
    }

    /** Changes it from {@code at} on; false where it was that one already. */
    public boolean choose(Handle tx, UUID person, Picture picture, Instant at, String actor) {
        int changed = Sql.update(
                tx,
                "UPDATE person SET picture = ? WHERE id = ? AND status = 'active' AND (picture IS NULL OR picture <> ?)",
                picture.code(),
                person,
                picture.code());
        if (changed == 0) {
            return false;
        }
        // What a child likes is the child's: it is kept under their own key.
        audit.append(
                tx,
                new AuditEvent(
                        at,
                        "person.picture-chosen",
                        actor,
                        person.toString(),
                        Map.of(),
                        Map.of("picture", picture.code())));
        return true;
    }
}
