package org.lanyard.session.roster;

import java.util.List;
import java.util.Objects;

/**
 * What an import found and did. With findings nothing was done.
 *
 * @param findings in the order of files and lines, the first {@value Findings#MOST} of them
 * @param moreFindings how many came after those
 * @param lines data lines read in all files
 */
public record RosterReport(List<RosterFinding> findings, long moreFindings, long lines, RosterChanges changes) {
    public RosterReport {
        findings = List.copyOf(findings);
        Objects.requireNonNull(changes);
    }

    public boolean accepted() {
        return findings.isEmpty();
    }
}
