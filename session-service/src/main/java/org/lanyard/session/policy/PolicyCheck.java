package org.lanyard.session.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;

/**
 * Says whom policies shut out, before or after they are in force. It asks of people who have keys in use: somebody without any
 * has nothing to be locked out of.
 */
public final class PolicyCheck {
    private static final String PEOPLE = "SELECT DISTINCT p.id FROM person p"
            + " JOIN credential c ON c.person_id = p.id AND c.status = 'active' WHERE p.status = 'active' ORDER BY p.id";
    private static final String KEYS = "SELECT backup_eligible, aaguid, trusted, certified FROM credential"
            + " WHERE person_id = ? AND status = 'active' ORDER BY confirmed_at, id";

    private PolicyCheck() {}

    /** Everybody whom the policies in force lock out, or find short of keys. */
    public static List<PolicyEffect> now(Handle h) {
        return effects(h, standing -> standing).stream()
                .map(Both::after)
                .filter(effect -> effect.lockedOut() || effect.shortOfKeys())
                .toList();
    }

    /**
     * Whom a change would lock out or leave short of keys who is not so now.
     *
     * @param policy that would be in force for {@code scope}; empty: nothing would be set for it
     */
    public static List<PolicyEffect> dryRun(Handle h, PolicyScope scope, Optional<KeyPolicy> policy) {
        return effects(h, standing -> standing.concerns(scope) ? standing.with(scope, policy) : standing).stream()
                .filter(both -> both.after().lockedOut() && !both.before().lockedOut()
                        || both.after().shortOfKeys()
                                && !both.before().shortOfKeys()
                                && !both.before().lockedOut())
                .map(Both::after)
                .toList();
    }

    private record Both(PolicyEffect before, PolicyEffect after) {}

    private static List<Both> effects(Handle h, UnaryOperator<Standing> change) {
        Map<String, Set<ModelStatus>> models = models(h);
        List<Both> all = new ArrayList<>();
        for (UUID person : Sql.list(h, PEOPLE, row -> UUID.fromString(row.getString(1)))) {
            Standing standing = Standing.of(h, person, KeyTraits.NO_MODEL);
            List<KeyTraits> keys = keys(h, person, models);
            all.add(new Both(
                    effect(person, standing.policy(), keys),
                    effect(person, change.apply(standing).policy(), keys)));
        }
        return all;
    }

    private static PolicyEffect effect(UUID person, KeyPolicy policy, List<KeyTraits> keys) {
        List<Optional<Reason>> verdicts = keys.stream().map(policy::refuses).toList();
        int good = (int) verdicts.stream().filter(Optional::isEmpty).count();
        Optional<Reason> why = verdicts.stream().flatMap(Optional::stream).findFirst();
        return new PolicyEffect(person, keys.size(), good, policy.minimumKeys(), why);
    }

    private static List<KeyTraits> keys(Handle h, UUID person, Map<String, Set<ModelStatus>> models) {
        return Sql.list(
                h,
                KEYS,
                row -> {
                    String told = row.getString(2);
                    String aaguid = told == null ? KeyTraits.NO_MODEL : told;
                    return new KeyTraits(
                            row.getLong(1) == 1,
                            aaguid,
                            row.getLong(3) == 1,
                            row.getLong(4) == 1,
                            models.getOrDefault(aaguid, Set.of()));
                },
                person);
    }

    private static Map<String, Set<ModelStatus>> models(Handle h) {
        record Reported(String aaguid, ModelStatus status) {}
        Map<String, Set<ModelStatus>> models = new HashMap<>();
        Sql.list(
                        h,
                        "SELECT aaguid, status FROM key_model",
                        row -> new Reported(row.getString(1), ModelStatus.valueOf(row.getString(2))))
                .forEach(one -> models.computeIfAbsent(one.aaguid(), model -> EnumSet.noneOf(ModelStatus.class))
                        .add(one.status()));
        return models;
    }
}
