package org.lanyard.session.policy;

import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import org.lanyard.session.Reason;

/** One rule of what a policy says of a key: pure, and with a reason of its own. */
public record KeyRule(Reason reason, BiPredicate<KeyPolicy, KeyTraits> test) {
    /** In the order in which they are checked: what cannot be helped by another of the same make comes first. */
    public static final List<KeyRule> ALL = List.of(
            new KeyRule(
                    Reason.KEY_MODEL_COMPROMISED,
                    (policy, key) -> Collections.disjoint(policy.deniedStatuses(), key.statuses())),
            new KeyRule(Reason.KEY_SYNCED, (policy, key) -> !policy.deviceBound() || !key.synced()),
            new KeyRule(
                    Reason.KEY_NOT_ATTESTED,
                    (policy, key) -> policy.attestation() != Conveyance.DIRECT || key.trusted()),
            new KeyRule(
                    Reason.KEY_MODEL_DENIED, (policy, key) -> !policy.denied().contains(key.aaguid())),
            new KeyRule(
                    Reason.KEY_MODEL_NOT_ALLOWED,
                    (policy, key) -> policy.allowed()
                            .map(models -> models.contains(key.aaguid()))
                            .orElse(true)),
            new KeyRule(Reason.KEY_NOT_CERTIFIED, (policy, key) -> !policy.certified() || key.certified()));

    public boolean holds(KeyPolicy policy, KeyTraits key) {
        return test.test(policy, key);
    }
}
