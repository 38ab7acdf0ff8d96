package org.lanyard.session.notice;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.Guardianships;

/**
 * Whom a school lets be told of another's keys. Nobody, until a school says so for one of the family about one other; and its
 * word counts only while they have a child in common and no restriction is on either.
 */
public final class FamilyNotices {
    private static final String RESTRICTED = "SELECT 1 FROM restriction WHERE guardian_id IN (?, ?) AND since <= ?"
            + " AND (until_at IS NULL OR until_at > ?) LIMIT 1";

    /** Not what the guardian may see now: whoever has just recovered sees nothing for a while. */
    private static final String CONFIRMED = "SELECT child_id FROM guardianship WHERE guardian_id = ?"
            + " AND status = 'confirmed' AND from_at <= ? AND (until_at IS NULL OR until_at > ?)";

    private final AuditLog audit;

    /** One school's word. */
    public record Permission(UUID about, UUID told, UUID school, Instant since) {}

    public FamilyNotices(AuditLog audit) {
        this.audit = audit;
    }

    /** Lets {@code told} hear of {@code about}'s recovery, or of a key that a pupil got; whether that was new. */
    public boolean permit(Handle tx, UUID about, UUID told, UUID school, Act act) {
        Why.checked(act.reason());
        boolean fresh = Sql.update(
                        tx,
                        "INSERT INTO family_notice (about_id, told_id, school_id, since) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        about,
                        told,
                        school,
                        act.at())
                == 1;
        if (fresh) {
            tell(tx, "family-notice.permitted", about, told, act);
        }
        return fresh;
    }

    /** Takes the word back; whether there was one. */
    public boolean withdraw(Handle tx, UUID about, UUID told, Act act) {
        Why.checked(act.reason());
        boolean was = Sql.update(tx, "DELETE FROM family_notice WHERE about_id = ? AND told_id = ?", about, told) == 1;
        if (was) {
            tell(tx, "family-notice.withdrawn", about, told, act);
        }
        return was;
    }

    /** All that stand for a person, whoever is told. */
    public static List<Permission> about(Handle h, UUID person) {
        return Sql.list(
                h,
                "SELECT about_id, told_id, school_id, since FROM family_notice WHERE about_id = ? ORDER BY since, told_id",
                row -> new Permission(
                        UUID.fromString(row.getString(1)),
                        UUID.fromString(row.getString(2)),
                        UUID.fromString(row.getString(3)),
                        Instant.ofEpochMilli(row.getLong(4))),
                person);
    }

    /** Who may be told now. @param schools those that the person belongs to, or a child of theirs */
    static Set<UUID> told(Handle tx, UUID about, Set<UUID> schools, Instant now) {
        return about(tx, about).stream()
                .filter(permission -> schools.contains(permission.school()))
                .map(Permission::told)
                .filter(told -> oneFamily(tx, about, told, now))
                .collect(Collectors.toSet());
    }

    private static boolean oneFamily(Handle tx, UUID about, UUID told, Instant now) {
        if (Sql.one(tx, RESTRICTED, row -> true, about, told, now, now).isPresent()) {
            return false;
        }
        Guardianships guardianships = new Guardianships();
        if (guardianships.maySee(tx, told, about, now).isPresent()) {
            return true;
        }
        Set<UUID> common =
                new HashSet<>(Sql.list(tx, CONFIRMED, row -> UUID.fromString(row.getString(1)), about, now, now));
        common.removeIf(child -> guardianships.maySee(tx, told, child, now).isEmpty());
        return !common.isEmpty();
    }

    private void tell(Handle tx, String kind, UUID about, UUID told, Act act) {
        audit.append(
                tx,
                new AuditEvent(
                        act.at(),
                        kind,
                        act.actor(),
                        about.toString(),
                        Map.of("told", told.toString()),
                        Map.of("why", act.reason())));
    }
}
