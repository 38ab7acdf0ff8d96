package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RFC 5280 §4.2.1.1. */
public record AuthorityKeyIdentifier(
        Optional<KeyIdentifier> key, List<GeneralName> issuer, Optional<BigInteger> serial) {
    public AuthorityKeyIdentifier {
        issuer = List.copyOf(issuer);
    }

    static AuthorityKeyIdentifier read(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        Optional<KeyIdentifier> key = sequence.has(Der.context(0))
                ? Optional.of(new KeyIdentifier(sequence.content(Der.context(0))))
                : Optional.empty();
        List<GeneralName> issuer = new ArrayList<>(0);
        if (sequence.has(Der.constructed(1))) {
            Der names = sequence.open(Der.constructed(1));
            while (!names.isEmpty()) {
                issuer.add(GeneralName.read(names));
            }
        }
        Optional<BigInteger> serial =
                sequence.has(Der.context(2)) ? Optional.of(sequence.integer(Der.context(2))) : Optional.empty();
        sequence.end();
        return new AuthorityKeyIdentifier(key, issuer, serial);
    }
}
