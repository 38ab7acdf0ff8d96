package org.lanyard.session.roster;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, up to a bound: a file of the wrong kind has something wrong in each of its million lines. */
final class Findings {
    static final int MOST = 200;
    private final List<RosterFinding> list = new ArrayList<>();
    private long more;

    void add(String file, long line, RosterReason reason, String column) {
        add(new RosterFinding(file, line, reason, column));
    }

    void addAll(List<RosterFinding> findings) {
        findings.forEach(this::add);
    }

    private void add(RosterFinding finding) {
        if (list.size() < MOST) {
            list.add(finding);
        } else {
            more++;
        }
    }

    boolean any() {
        return !list.isEmpty();
    }

    List<RosterFinding> list() {
        return List.copyOf(list);
    }

    long more() {
        return more;
    }
}
