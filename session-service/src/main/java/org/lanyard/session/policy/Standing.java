package org.lanyard.session.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.HeldDuty;
import org.lanyard.session.people.PersonRole;

/**
 * Where somebody stands, as one statement found it: what they are, where, charged with what, and the policies in force that could
 * concern them.
 *
 * @param policies by scope, those of other schools left out
 * @param statuses what was reported of the model that was asked about
 */
public record Standing(
        PersonRole role,
        Set<UUID> schools,
        Set<HeldDuty> duties,
        Map<PolicyScope, KeyPolicy> policies,
        Set<ModelStatus> statuses) {
    private static final String FIND = "SELECT 'role', role, NULL, NULL FROM person WHERE id = ?"
            + " UNION ALL SELECT 'school', school_id, NULL, NULL FROM person_school WHERE person_id = ?"
            + " UNION ALL SELECT 'duty', duty, school_id, NULL FROM duty WHERE person_id = ?"
            + " UNION ALL SELECT 'policy', whom, school_id, content FROM key_policy WHERE in_force = 1"
            + " AND (school_id IS NULL OR school_id IN (SELECT school_id FROM person_school WHERE person_id = ?"
            + " UNION ALL SELECT school_id FROM duty WHERE person_id = ? AND school_id IS NOT NULL))"
            + " UNION ALL SELECT 'model', status, NULL, NULL FROM key_model WHERE aaguid = ?";

    private record Line(String kind, String word, Optional<UUID> school, String content) {}

    /**
     * Reads it.
     *
     * @param person who is there: a row of {@code person}
     * @param aaguid the model of the key that is to be judged
     */
    public static Standing of(Handle h, UUID person, String aaguid) {
        List<Line> lines = Sql.list(
                h,
                FIND,
                row -> new Line(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)).map(UUID::fromString),
                        row.getString(4)),
                person,
                person,
                person,
                person,
                person,
                aaguid);
        PersonRole role = null;
        Set<UUID> schools = new HashSet<>();
        Set<HeldDuty> duties = new HashSet<>();
        Map<PolicyScope, KeyPolicy> policies = new LinkedHashMap<>();
        Set<ModelStatus> statuses = new HashSet<>();
        for (Line line : lines) {
            switch (line.kind()) {
                case "role" -> role = PersonRole.of(line.word());
                case "school" -> schools.add(UUID.fromString(line.word()));
                case "duty" -> duties.add(new HeldDuty(Duty.of(line.word()), line.school()));
                case "policy" ->
                    policies.put(new PolicyScope(line.word(), line.school()), PolicyText.read(line.content()));
                default -> statuses.add(ModelStatus.valueOf(line.word()));
            }
        }
        if (role == null) {
            throw new IllegalArgumentException("nobody");
        }
        return new Standing(role, schools, duties, policies, statuses);
    }

    /** The intersection of all that applies. */
    public KeyPolicy policy() {
        KeyPolicy all = KeyPolicy.ANY;
        for (PolicyScope scope : scopes()) {
            KeyPolicy set = policies.get(scope);
            if (set != null) {
                all = all.meet(set);
            } else if (scope.school().isEmpty()) {
                all = all.meet(PolicyDefaults.of(scope.whom()));
            }
        }
        return all;
    }

    /** The same person where {@code policy} is in force for {@code scope}; empty: where nothing is set for it. */
    public Standing with(PolicyScope scope, Optional<KeyPolicy> policy) {
        Map<PolicyScope, KeyPolicy> changed = new HashMap<>(policies);
        changed.remove(scope);
        policy.ifPresent(one -> changed.put(scope, one));
        return new Standing(role, schools, duties, changed, statuses);
    }

    /** Whether a policy of that scope says anything about them. */
    public boolean concerns(PolicyScope scope) {
        return scopes().contains(scope);
    }

    private List<PolicyScope> scopes() {
        List<PolicyScope> scopes = new ArrayList<>();
        scopes.add(PolicyScope.everywhere(role.code()));
        schools.forEach(school -> scopes.add(new PolicyScope(role.code(), Optional.of(school))));
        for (HeldDuty held : duties) {
            scopes.add(PolicyScope.everywhere(held.duty().code()));
            held.school()
                    .ifPresent(school -> scopes.add(new PolicyScope(held.duty().code(), Optional.of(school))));
        }
        return scopes;
    }
}
