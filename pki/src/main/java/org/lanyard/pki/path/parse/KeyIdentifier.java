package org.lanyard.pki.path.parse;

import java.util.Arrays;
import java.util.HexFormat;

/** A key identifier's bytes, which can be compared. */
public record KeyIdentifier(byte[] octets) {
    public KeyIdentifier {
        octets = octets.clone();
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyIdentifier identifier && Arrays.equals(octets, identifier.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
