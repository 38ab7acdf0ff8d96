package org.lanyard.dist.card;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What became of each who was to get a card. Written to by all slots. */
final class IssueReport {
    /** What became of one. */
    enum Outcome {
        /** A card was written and is active. */
        ISSUED,
        /** A card that an earlier run had written was only to be activated. */
        COMPLETED,
        /** They had one. */
        HAD_ONE,
        FAILED
    }

    /** @param why empty where it went well */
    record Line(UUID person, String named, UUID card, Outcome outcome, String why) {}

    private final List<Line> lines = new ArrayList<>();

    synchronized void add(Line line) {
        lines.add(line);
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    long count(Outcome outcome) {
        return lines().stream().filter(line -> line.outcome() == outcome).count();
    }
}
