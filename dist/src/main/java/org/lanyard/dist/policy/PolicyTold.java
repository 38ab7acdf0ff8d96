package org.lanyard.dist.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Whom;
import org.lanyard.session.policy.PolicyEffect;

/** Whom a policy shuts out, by name: who they are is what the office goes by. */
record PolicyTold(List<PolicyEffect> effects, List<String> lines) {
    private static final int MOST_NAMED = 200;

    static PolicyTold of(Handle h, List<PolicyEffect> effects, Instant now, ZoneId zone) {
        return new PolicyTold(
                effects,
                effects.stream()
                        .limit(MOST_NAMED)
                        .map(effect -> PolicyWords.effect(effect, Whom.named(h, effect.person(), now, zone)))
                        .toList());
    }

    void print(Consumer<String> out) {
        lines.forEach(out);
        if (effects.size() > lines.size()) {
            out.accept("… and " + (effects.size() - lines.size()) + " more (--json names all).");
        }
        out.accept(sum());
    }

    String sum() {
        long locked = effects.stream().filter(PolicyEffect::lockedOut).count();
        return "Locked out: " + locked + ". Must add a key: " + (effects.size() - locked) + ".";
    }
}
