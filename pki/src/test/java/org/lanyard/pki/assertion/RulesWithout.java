package org.lanyard.pki.assertion;

import java.util.List;
import java.util.stream.Stream;

/** The rules with one taken out. */
final class RulesWithout {
    private RulesWithout() {}

    static Rules the(Rule<?> rule) {
        if (!all().contains(rule)) {
            throw new IllegalArgumentException(rule + " is not in the list");
        }
        Rules rules = Rules.ALL;
        return new Rules(
                without(rules.text(), rule),
                without(rules.part(), rule),
                without(rules.bytes(), rule),
                without(rules.json(), rule),
                without(rules.jws(), rule),
                without(rules.header(), rule),
                without(rules.leaf(), rule),
                without(rules.key(), rule),
                without(rules.signature(), rule),
                without(rules.claims(), rule),
                without(rules.card(), rule),
                without(rules.kiosk(), rule),
                without(rules.webauthn(), rule));
    }

    static List<Rule<?>> all() {
        Rules rules = Rules.ALL;
        return Stream.of(
                        rules.text(),
                        rules.part(),
                        rules.bytes(),
                        rules.json(),
                        rules.jws(),
                        rules.header(),
                        rules.leaf(),
                        rules.key(),
                        rules.signature(),
                        rules.claims(),
                        rules.card(),
                        rules.kiosk(),
                        rules.webauthn())
                .<Rule<?>>flatMap(List::stream)
                .toList();
    }

    private static <S> List<Rule<S>> without(List<Rule<S>> rules, Rule<?> out) {
        return rules.stream().filter(rule -> !rule.equals(out)).toList();
    }
}
