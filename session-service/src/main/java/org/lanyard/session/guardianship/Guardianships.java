package org.lanyard.session.guardianship;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Answers who may see which child, now. Every page and every service asks here and nowhere else.
 *
 * <p>The rule is one SQL condition, {@link #VISIBLE}, so that the list of children and the question about one child
 * cannot drift apart. Nothing is cached.
 */
public final class Guardianships {
    /**
     * Confirmed, in time (from inclusive, until exclusive), both people active, no restriction in force, and the guardian not
     * in the cooling-off time after a recovery.
     */
    private static final String VISIBLE = " g.guardian_id = :guardian AND g.status = 'confirmed'"
            + " AND g.from_at <= :now AND (g.until_at IS NULL OR g.until_at > :now)"
            + " AND c.status = 'active' AND a.status = 'active'"
            + " AND NOT EXISTS (SELECT 1 FROM restriction r"
            + " WHERE r.guardian_id = g.guardian_id AND r.child_id = g.child_id"
            + " AND r.since <= :now AND (r.until_at IS NULL OR r.until_at > :now))"
            + " AND " + CoolingOffCondition.notFor("g.guardian_id", ":now");

    private static final String SELECT =
            "SELECT c.id, c.given_name, c.family_name, g.kind, g.rights FROM guardianship g"
                    + " JOIN person c ON c.id = g.child_id JOIN person a ON a.id = g.guardian_id WHERE";

    /** The children that a guardian may see at that moment, by given name; empty for somebody who is no guardian. */
    public List<Child> childrenOf(Handle tx, UUID guardian, Instant now) {
        return tx.createQuery(SELECT + VISIBLE + " ORDER BY c.given_name, c.family_name, c.id")
                .bind("guardian", guardian.toString())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> toChild(row))
                .list();
    }

    /**
     * The child, if this guardian may see it at that moment. Empty for a child unknown, of somebody else, not confirmed,
     * out of time, restricted or gone: the caller cannot tell which, so nor can the guardian.
     */
    public Optional<Child> maySee(Handle tx, UUID guardian, UUID child, Instant now) {
        return tx.createQuery(SELECT + VISIBLE + " AND g.child_id = :child")
                .bind("guardian", guardian.toString())
                .bind("child", Objects.requireNonNull(child).toString())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> toChild(row))
                .findOne();
    }

    private static Child toChild(ResultSet row) throws SQLException {
        return new Child(
                UUID.fromString(row.getString("id")),
                row.getString("given_name"),
                row.getString("family_name"),
                GuardianshipKind.of(row.getString("kind")),
                Right.split(row.getString("rights")));
    }
}
