package org.lanyard.pki.path.parse;

import java.util.ArrayList;
import java.util.List;

/** RFC 5280 §4.2.1.10. Whether each base can be meant so is judged elsewhere. */
public record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded) {
    public NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    static NameConstraints read(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<GeneralName> permitted = subtrees(sequence, Der.constructed(0));
        List<GeneralName> excluded = subtrees(sequence, Der.constructed(1));
        sequence.end();
        // "Conforming CAs MUST NOT issue certificates where name constraints is an empty sequence."
        if (permitted.isEmpty() && excluded.isEmpty()) {
            throw new PathException(PathReason.NAME_CONSTRAINTS_MALFORMED, "neither permitted nor excluded subtrees");
        }
        return new NameConstraints(permitted, excluded);
    }

    private static List<GeneralName> subtrees(Der sequence, int tag) throws PathException {
        if (!sequence.has(tag)) {
            return List.of();
        }
        Der trees = sequence.open(tag);
        List<GeneralName> bases = new ArrayList<>();
        while (!trees.isEmpty()) {
            Der tree = trees.open(Der.SEQUENCE);
            bases.add(GeneralName.read(tree));
            // "Within this profile, the minimum and maximum fields are not used with any name forms, thus, the minimum
            // MUST be
            // zero, and maximum MUST be absent."
            if (!tree.isEmpty()) {
                throw new PathException(PathReason.NAME_CONSTRAINTS_MALFORMED, "a subtree with minimum or maximum");
            }
        }
        if (bases.isEmpty()) {
            throw new PathException(PathReason.NAME_CONSTRAINTS_MALFORMED, "an empty list of subtrees");
        }
        return bases;
    }
}
