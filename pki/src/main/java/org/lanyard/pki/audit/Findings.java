package org.lanyard.pki.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers findings in bounded memory: the first of each kind, and how many there were. */
final class Findings {
    private final Map<AuditFinding.Kind, AuditFinding> first = new EnumMap<>(AuditFinding.Kind.class);

    void add(AuditFinding.Kind kind, long place, long row, String sentence) {
        add(kind, place, row, 1, sentence);
    }

    void add(AuditFinding.Kind kind, long place, long row, long count, String sentence) {
        first.merge(
                kind,
                new AuditFinding(kind, place, row, count, sentence),
                (old, more) ->
                        new AuditFinding(kind, old.place(), old.row(), old.count() + more.count(), old.sentence()));
    }

    long count(AuditFinding.Kind kind) {
        AuditFinding finding = first.get(kind);
        return finding == null ? 0 : finding.count();
    }

    List<AuditFinding> all() {
        return List.copyOf(first.values());
    }
}
