package org.lanyard.session.policy;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.session.Reason;

/**
 * Which keys are let in, and how many somebody has to have. User verification is no part of it: the door asks it of every key,
 * for there is no level of assurance without.
 *
 * @param attestation what a new key is asked for; where it is {@code DIRECT}, keys without trusted attestation are refused
 * @param allowed the models (AAGUIDs) that are let in; empty: any. Only with {@code DIRECT}: otherwise a key could claim one
 * @param denied models that are not let in
 * @param deniedStatuses what may not have been reported of its model
 * @param deviceBound whether synced keys are refused
 * @param certified whether uncertified models are refused; only with {@code DIRECT}
 * @param minimumKeys how many keys that this lets in somebody has to have before they reach anything else, 1 to 5
 */
public record KeyPolicy(
        Conveyance attestation,
        Optional<Set<String>> allowed,
        Set<String> denied,
        Set<ModelStatus> deniedStatuses,
        boolean deviceBound,
        boolean certified,
        int minimumKeys) {
    private static final int MOST_KEYS = 5;

    /** Lets any key in. Whatever else there is is no wider: what nobody asks for costs nothing to meet. */
    public static final KeyPolicy ANY =
            new KeyPolicy(Conveyance.NONE, Optional.empty(), Set.of(), Set.of(), false, false, 1);

    public KeyPolicy {
        Objects.requireNonNull(attestation);
        allowed = allowed.map(KeyPolicy::sorted);
        denied = sorted(denied);
        deniedStatuses = Collections.unmodifiableSet(new TreeSet<>(deniedStatuses));
        if (minimumKeys < 1 || minimumKeys > MOST_KEYS) {
            throw new IllegalArgumentException("minimum-keys is 1 to " + MOST_KEYS);
        }
        if ((allowed.isPresent() || certified) && attestation != Conveyance.DIRECT) {
            throw new IllegalArgumentException(
                    "allowed-models and certified need attestation = \"direct\": without it a key may claim any model");
        }
    }

    private static Set<String> sorted(Set<String> aaguids) {
        return Collections.unmodifiableSet(new TreeSet<>(aaguids));
    }

    /** The policy of whoever both apply to: it lets in what both let in, and asks for what either asks for. */
    public KeyPolicy meet(KeyPolicy other) {
        return new KeyPolicy(
                attestation.compareTo(other.attestation) >= 0 ? attestation : other.attestation,
                allowed.isPresent() && other.allowed.isPresent()
                        ? Optional.of(common(allowed.get(), other.allowed.get()))
                        : allowed.or(other::allowed),
                both(denied, other.denied),
                both(deniedStatuses, other.deniedStatuses),
                deviceBound || other.deviceBound,
                certified || other.certified,
                Math.max(minimumKeys, other.minimumKeys));
    }

    /** Why a key is not let in: the first rule of {@link KeyRule#ALL} that it breaks. */
    public Optional<Reason> refuses(KeyTraits key) {
        return KeyRule.ALL.stream()
                .filter(rule -> !rule.holds(this, key))
                .map(KeyRule::reason)
                .findFirst();
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        Set<String> common = new TreeSet<>(one);
        common.retainAll(other);
        return common;
    }

    private static <T extends Comparable<T>> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
