package org.lanyard.pki.path.parse;

import java.util.OptionalInt;

/** RFC 5280 §4.2.1.11. */
public record PolicyConstraints(OptionalInt requireExplicitPolicy, OptionalInt inhibitPolicyMapping) {

    static PolicyConstraints read(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        OptionalInt explicit = skip(sequence, Der.context(0));
        OptionalInt mapping = skip(sequence, Der.context(1));
        sequence.end();
        // "Conforming CAs MUST NOT issue certificates where policy constraints is an empty sequence."
        if (explicit.isEmpty() && mapping.isEmpty()) {
            throw new PathException(PathReason.EXTENSION_MALFORMED, "policy constraints without one");
        }
        return new PolicyConstraints(explicit, mapping);
    }

    private static OptionalInt skip(Der sequence, int tag) throws PathException {
        return sequence.has(tag) ? OptionalInt.of(sequence.count(tag)) : OptionalInt.empty();
    }
}
