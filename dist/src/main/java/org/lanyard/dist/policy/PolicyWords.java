package org.lanyard.dist.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.WhichSchool;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.PolicyEffect;
import org.lanyard.session.policy.PolicyScope;
import org.lanyard.session.policy.PolicyText;

/** Policies in words, and for scripts. */
final class PolicyWords {
    private PolicyWords() {}

    static String scope(Handle h, PolicyScope scope) {
        return scope.whom()
                + scope.school().map(id -> " at " + WhichSchool.named(h, id)).orElse(" everywhere");
    }

    static String policy(KeyPolicy policy) {
        List<String> words = new ArrayList<>();
        words.add(policy.deviceBound() ? "device-bound keys" : "any key or passkey");
        words.add("attestation " + policy.attestation().code());
        policy.allowed().ifPresent(models -> words.add(models.size() + " models allowed"));
        if (!policy.denied().isEmpty()) {
            words.add(policy.denied().size() + " models denied");
        }
        if (policy.certified()) {
            words.add("certified");
        }
        words.add("denied when " + policy.deniedStatuses().size() + " of 5 statuses are reported");
        words.add("at least " + (policy.minimumKeys() == 1 ? "1 key" : policy.minimumKeys() + " keys"));
        return String.join(", ", words);
    }

    static Map<String, Object> json(PolicyScope scope, KeyPolicy policy) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("whom", scope.whom());
        scope.school().ifPresent(id -> told.put("school", id.toString()));
        told.put("policy", PolicyText.json(policy));
        return told;
    }

    static String effect(PolicyEffect effect, String who) {
        return (effect.lockedOut() ? "locked out" : "must add a key") + "  " + who + "  " + effect.good() + " of "
                + effect.keys() + " keys let in"
                + effect.why().map(why -> "  " + why.name()).orElse("");
    }

    static Map<String, Object> json(PolicyEffect effect) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("person", effect.person().toString());
        told.put("effect", effect.lockedOut() ? "locked-out" : "must-add-key");
        told.put("keys", effect.keys());
        told.put("let_in", effect.good());
        told.put("needed", effect.needed());
        effect.why().ifPresent(why -> told.put("why", why.name()));
        return told;
    }
}
