package org.lanyard.session.door;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanyard.session.Reason;

/**
 * One rule of the door, and all rules but this one.
 *
 * @param name the list that it stands in, and its reason
 */
record TakenRule(String name, Reason reason, Rules without) {
    /** Each rule in turn. */
    static List<TakenRule> each(Rules r) {
        List<TakenRule> all = new ArrayList<>();
        all.addAll(of(
                "tap",
                r.tap(),
                l -> new Rules(
                        l,
                        r.tapFound(),
                        r.key(),
                        r.caller(),
                        r.signIn(),
                        r.registration(),
                        r.keyFound(),
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "tapFound",
                r.tapFound(),
                l -> new Rules(
                        r.tap(),
                        l,
                        r.key(),
                        r.caller(),
                        r.signIn(),
                        r.registration(),
                        r.keyFound(),
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "key",
                r.key(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        l,
                        r.caller(),
                        r.signIn(),
                        r.registration(),
                        r.keyFound(),
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "caller",
                r.caller(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        r.key(),
                        l,
                        r.signIn(),
                        r.registration(),
                        r.keyFound(),
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "signIn",
                r.signIn(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        r.key(),
                        r.caller(),
                        l,
                        r.registration(),
                        r.keyFound(),
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "registration",
                r.registration(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        r.key(),
                        r.caller(),
                        r.signIn(),
                        l,
                        r.keyFound(),
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "keyFound",
                r.keyFound(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        r.key(),
                        r.caller(),
                        r.signIn(),
                        r.registration(),
                        l,
                        r.signInFound(),
                        r.registrationFound())));
        all.addAll(of(
                "signInFound",
                r.signInFound(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        r.key(),
                        r.caller(),
                        r.signIn(),
                        r.registration(),
                        r.keyFound(),
                        l,
                        r.registrationFound())));
        all.addAll(of(
                "registrationFound",
                r.registrationFound(),
                l -> new Rules(
                        r.tap(),
                        r.tapFound(),
                        r.key(),
                        r.caller(),
                        r.signIn(),
                        r.registration(),
                        r.keyFound(),
                        r.signInFound(),
                        l)));
        return all;
    }

    private static <S> List<TakenRule> of(String list, List<Rule<S>> rules, Function<List<Rule<S>>, Rules> with) {
        List<TakenRule> taken = new ArrayList<>();
        for (Rule<S> rule : rules) {
            List<Rule<S>> others = rules.stream().filter(other -> other != rule).toList();
            taken.add(new TakenRule(list + " " + rule.reason(), rule.reason(), with.apply(others)));
        }
        return taken;
    }

    @Override
    public String toString() {
        return name;
    }
}
