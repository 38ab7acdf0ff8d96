package org.lanyard.pki.path.parse;

import java.util.Arrays;

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), not yet a key. Equal by its bytes. */
public final class SubjectKey {
    private final byte[] der;
    private final AlgorithmIdentifier algorithm;
    private final byte[] bits;

    private SubjectKey(byte[] der) throws PathException {
        this.der = der;
        Der info = Der.walked(der).open(Der.SEQUENCE);
        this.algorithm = AlgorithmIdentifier.read(info);
        this.bits = info.bitOctets(Der.BIT_STRING);
        info.end();
    }

    static SubjectKey read(Der from) throws PathException {
        return new SubjectKey(from.whole(Der.SEQUENCE));
    }

    /** Reads the SubjectPublicKeyInfo that the bytes are. */
    public static SubjectKey of(byte[] der) throws PathException {
        return read(Der.of(der, ParsedCertificate.LIMIT));
    }

    public byte[] der() {
        return der.clone();
    }

    public AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    /** The key's own bytes, which RFC 5280 §4.2.1.2 (1) and RFC 6960 §4.1.1 hash. */
    public byte[] bits() {
        return bits.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKey key && Arrays.equals(der, key.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }
}
