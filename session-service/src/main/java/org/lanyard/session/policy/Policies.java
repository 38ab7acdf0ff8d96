package org.lanyard.session.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.people.RandomIds;

/** The table of policies. Every method takes the caller's transaction. */
public final class Policies {
    private static final String SELECT = "SELECT whom, school_id, version, content, in_force, set_at, set_by, why,"
            + " withdrawn_at, withdrawn_by, withdrawn_why FROM key_policy ";
    private static final String OF_SCOPE = "WHERE whom = ? AND COALESCE(school_id, '') = ? ";

    private final AuditLog audit;
    private final RandomIds ids;

    public Policies(AuditLog audit, RandomIds ids) {
        this.audit = audit;
        this.ids = ids;
    }

    /** All that was ever set, by scope, newest first. */
    public static List<PolicyVersion> all(Handle h) {
        return Sql.list(h, SELECT + "ORDER BY whom, COALESCE(school_id, ''), version DESC", Policies::read);
    }

    /** The versions of one scope, newest first. */
    public static List<PolicyVersion> of(Handle h, PolicyScope scope) {
        return Sql.list(h, SELECT + OF_SCOPE + "ORDER BY version DESC", Policies::read, scope.whom(), schoolOf(scope));
    }

    /** What would stand for a scope if its version in force were taken back: the one before that was not; empty: the default. */
    public static Optional<PolicyVersion> before(Handle h, PolicyScope scope) {
        return of(h, scope).stream()
                .filter(one -> !one.inForce() && one.withdrawn().isEmpty())
                .findFirst();
    }

    /**
     * Puts a policy in force instead of what stood for its scope.
     *
     * @return its version
     * @throws RefusedException DUTY_SCHOOL for a school that there is not
     */
    public long set(Handle tx, PolicyScope scope, KeyPolicy policy, Instant at, String actor, String why)
            throws RefusedException {
        if (scope.school().isPresent()
                && Sql.one(
                                tx,
                                "SELECT id FROM school WHERE id = ?",
                                row -> row.getString(1),
                                scope.school().get())
                        .isEmpty()) {
            throw new RefusedException(Reason.DUTY_SCHOOL);
        }
        long version = 1
                + of(tx, scope).stream().mapToLong(PolicyVersion::version).max().orElse(0);
        Sql.update(
                tx,
                "UPDATE key_policy SET in_force = 0 " + OF_SCOPE + "AND in_force = 1",
                scope.whom(),
                schoolOf(scope));
        Sql.update(
                tx,
                "INSERT INTO key_policy (id, whom, school_id, version, content, in_force, set_at, set_by, why)"
                        + " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
                ids.uuid(),
                scope.whom(),
                scope.school().orElse(null),
                version,
                PolicyText.write(policy),
                at,
                actor,
                Why.checked(why));
        tell(tx, "policy.set", scope, version, at, actor, why, Map.of("policy", PolicyText.write(policy)));
        return version;
    }

    /**
     * Takes the policy in force back: what stood before it stands again.
     *
     * @return the version that is in force now; empty where the default stands
     * @throws RefusedException POLICY_NOT_SET
     */
    public Optional<PolicyVersion> withdraw(Handle tx, PolicyScope scope, Instant at, String actor, String why)
            throws RefusedException {
        PolicyVersion taken = of(tx, scope).stream()
                .filter(PolicyVersion::inForce)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.POLICY_NOT_SET));
        Sql.update(
                tx,
                "UPDATE key_policy SET in_force = 0, withdrawn_at = ?, withdrawn_by = ?, withdrawn_why = ? " + OF_SCOPE
                        + "AND version = ?",
                at,
                actor,
                Why.checked(why),
                scope.whom(),
                schoolOf(scope),
                taken.version());
        Optional<PolicyVersion> again = before(tx, scope);
        again.ifPresent(one -> Sql.update(
                tx,
                "UPDATE key_policy SET in_force = 1 " + OF_SCOPE + "AND version = ?",
                scope.whom(),
                schoolOf(scope),
                one.version()));
        tell(
                tx,
                "policy.withdrawn",
                scope,
                taken.version(),
                at,
                actor,
                why,
                Map.of("now", again.map(one -> Long.toString(one.version())).orElse("default")));
        return again;
    }

    private void tell(
            Handle tx,
            String kind,
            PolicyScope scope,
            long version,
            Instant at,
            String actor,
            String why,
            Map<String, String> more) {
        Map<String, String> facts = new HashMap<>(more);
        facts.put("whom", scope.whom());
        facts.put("school", scope.school().map(UUID::toString).orElse("-"));
        facts.put("version", Long.toString(version));
        facts.put("why", why);
        audit.append(tx, AuditEvent.of(at, kind, actor, null, facts));
    }

    private static String schoolOf(PolicyScope scope) {
        return scope.school().map(UUID::toString).orElse("");
    }

    private static PolicyVersion read(ResultSet row) throws SQLException {
        Optional<Instant> withdrawn = Sql.instant(row, 9);
        String by = row.getString(10);
        String why = row.getString(11);
        return new PolicyVersion(
                new PolicyScope(
                        row.getString(1), Optional.ofNullable(row.getString(2)).map(UUID::fromString)),
                row.getLong(3),
                PolicyText.read(row.getString(4)),
                row.getLong(5) == 1,
                Instant.ofEpochMilli(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                withdrawn.map(at -> new PolicyVersion.Withdrawal(at, by, why)));
    }
}
