package org.lanyard.session.roster;

import java.util.List;
import java.util.Objects;

/**
 * What an import found and did. With findings nothing was done.
 *
 * @param findings in the order of files and lines, the first {@value Findings#MOST} of them
 * @param moreFindings how many came after those
 * @param lines data lines read in all files
 * @param changes what it did to people; of a dry run, and where nothing but the number of leavers stands against it, what it
 *     would
 * @param cards what it did to cards, or would
 */
public record RosterReport(
        List<RosterFinding> findings, long moreFindings, long lines, RosterChanges changes, CardPlan cards) {
    public RosterReport {
        findings = List.copyOf(findings);
        Objects.requireNonNull(changes);
        Objects.requireNonNull(cards);
    }

    public boolean accepted() {
        return findings.isEmpty();
    }
}
