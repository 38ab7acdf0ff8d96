package org.lanyard.pki.path.parse;

import java.util.OptionalInt;

/** RFC 5280 §4.2.1.9. */
public record BasicConstraints(boolean authority, OptionalInt pathLength) {

    static BasicConstraints read(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        boolean authority = sequence.defaultFalse(Der.BOOLEAN);
        OptionalInt length =
                sequence.has(Der.INTEGER) ? OptionalInt.of(sequence.count(Der.INTEGER)) : OptionalInt.empty();
        sequence.end();
        return new BasicConstraints(authority, length);
    }
}
