package org.lanyard.pki.path.revocation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.SubjectKey;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.SignatureCheck;
import org.lanyard.pki.path.rules.WorkingKey;

/** Revocation lists at hand, found by who issued them. What it remembers of signatures cannot change. Safe for many threads. */
public final class CrlSet {
    /** None. */
    public static final CrlSet EMPTY = new CrlSet(List.of());

    private final Map<DistinguishedName, List<ParsedCrl>> complete = new HashMap<>();
    private final Map<DistinguishedName, List<ParsedCrl>> deltas = new HashMap<>();
    private final Map<Signed, Boolean> signatures = new ConcurrentHashMap<>();

    private record Signed(ParsedCrl list, SubjectKey key) {}

    private CrlSet(Collection<ParsedCrl> lists) {
        for (ParsedCrl list : lists) {
            (list.extensions().isDelta() ? deltas : complete)
                    .computeIfAbsent(list.issuer(), name -> new ArrayList<>(1))
                    .add(list);
        }
    }

    public static CrlSet of(Collection<ParsedCrl> lists) {
        return lists.isEmpty() ? EMPTY : new CrlSet(lists);
    }

    List<ParsedCrl> complete(DistinguishedName issuer) {
        return complete.getOrDefault(issuer, List.of());
    }

    List<ParsedCrl> deltas(DistinguishedName issuer) {
        return deltas.getOrDefault(issuer, List.of());
    }

    /** Whether there is any list at all. */
    public boolean isEmpty() {
        return complete.isEmpty() && deltas.isEmpty();
    }

    boolean signed(ParsedCrl list, WorkingKey key, Algorithms allowed, Budget budget) throws PathException {
        Signed question =
                key.encoded().map(encoded -> new Signed(list, encoded)).orElse(null);
        Boolean known = question == null ? null : signatures.get(question);
        if (known == null) {
            budget.signature(key.cost());
            known = SignatureCheck.verifies(
                    key, list.signatureAlgorithm(), list.signedPart(), list.signature(), allowed);
            if (known && question != null) {
                signatures.put(question, true);
            }
        }
        return known;
    }
}
