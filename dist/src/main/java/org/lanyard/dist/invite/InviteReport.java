package org.lanyard.dist.invite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What became of each who was to be invited. For the office alone: it says who is dealt with in person only. */
final class InviteReport {
    /** What became of one. */
    enum Outcome {
        INVITED,
        /** Invited by an earlier run that was broken off; the letter is printed now. */
        TAKEN_UP,
        /** They have an invitation that is still good. */
        HAD_ONE,
        /** No letter and no mail may go to the family. */
        IN_PERSON,
        /** The second code was to go by mail, and the school holds no address. */
        NO_CONTACT,
        FAILED
    }

    /** @param invitation null where there is none; @param why empty where it went well */
    record Line(UUID person, String named, UUID invitation, Outcome outcome, String why) {}

    private final List<Line> lines = new ArrayList<>();

    void add(Line line) {
        lines.add(line);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    long count(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    Map<String, Object> asJson() {
        Map<String, Object> told = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            told.put(outcome.name().toLowerCase(Locale.ROOT), count(outcome));
        }
        List<Map<String, Object>> people = new ArrayList<>();
        for (Line line : lines) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("person", line.person().toString());
            if (line.invitation() != null) {
                one.put("invitation", line.invitation().toString());
            }
            one.put("outcome", line.outcome().name().toLowerCase(Locale.ROOT));
            if (!line.why().isEmpty()) {
                one.put("why", line.why());
            }
            people.add(one);
        }
        told.put("people", people);
        return told;
    }
}
