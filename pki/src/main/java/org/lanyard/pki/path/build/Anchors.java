package org.lanyard.pki.path.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.rules.TrustAnchor;

/** The anchors, found by name. Immutable. */
public final class Anchors {
    private final Map<DistinguishedName, List<TrustAnchor>> byName = new HashMap<>();

    private Anchors(Collection<TrustAnchor> anchors) {
        for (TrustAnchor anchor : anchors) {
            byName.computeIfAbsent(anchor.name(), name -> new ArrayList<>(1)).add(anchor);
        }
    }

    public static Anchors of(Collection<TrustAnchor> anchors) {
        return new Anchors(anchors);
    }

    /** Those of this name. */
    public List<TrustAnchor> named(DistinguishedName name) {
        return byName.getOrDefault(name, List.of());
    }
}
