package org.lanyard.webauthn.ceremony;

import java.util.List;
import java.util.Objects;

/**
 * An attestation statement that holds (W3C WebAuthn Level 3 §6.5.4). That its signature is good says nothing of who made the
 * key: for that the chain has to end at a root that somebody vouches for.
 *
 * @param format {@code none}, {@code packed} …
 * @param chain {@code x5c}: certificates in DER, the attesting one first; empty for {@code none} and for self attestation
 */
public record AttestationStatement(String format, List<byte[]> chain) {
    public AttestationStatement {
        Objects.requireNonNull(format);
        chain = chain.stream().map(byte[]::clone).toList();
    }

    @Override
    public List<byte[]> chain() {
        return chain.stream().map(byte[]::clone).toList();
    }
}
