package org.lanyard.pki.ca;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers of 20 octets (RFC 5280 section 4.1.2.2), 158 of their bits random. */
final class SerialNumbers {
    private static final int RANDOM_BITS = 158;

    private SerialNumbers() {}

    static BigInteger next(SecureRandom random) {
        // The highest bit stays 0 so that the number is positive; the next one is 1 so that all are of one length.
        return new BigInteger(RANDOM_BITS, random).setBit(RANDOM_BITS);
    }
}
