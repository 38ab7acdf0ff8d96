package org.lanyard.session.door;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanyard.session.Reason;

/**
 * One rule of the door, and all rules but this one.
 *
 * @param name the list that it stands in, and its reason
 */
record TakenRule(String name, Reason reason, Rules without) {
    /** Each rule in turn. */
    static List<TakenRule> each(Rules all) {
        RecordComponent[] lists = Rules.class.getRecordComponents();
        List<TakenRule> taken = new ArrayList<>();
        for (int i = 0; i < lists.length; i++) {
            List<?> rules = (List<?>) values(all)[i];
            for (Object each : rules) {
                Reason reason = ((Rule<?>) each).reason();
                Object[] others = values(all);
                others[i] = rules.stream().filter(other -> other != each).toList();
                taken.add(new TakenRule(lists[i].getName() + " " + reason, reason, rules(others)));
            }
        }
        return taken;
    }

    /** Those of some lists alone. */
    static List<TakenRule> of(Rules all, String... lists) {
        return each(all).stream()
                .filter(rule ->
                        Arrays.stream(lists).anyMatch(list -> rule.name().startsWith(list + " ")))
                .toList();
    }

    private static Object[] values(Rules all) {
        return Arrays.stream(Rules.class.getRecordComponents())
                .map(list -> {
                    try {
                        return list.getAccessor().invoke(all);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray();
    }

    private static Rules rules(Object[] values) {
        try {
            return (Rules) Rules.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
