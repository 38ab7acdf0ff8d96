package org.lanyard.pki.keystore;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * The fingerprint of RSA moduli made by Infineon's library (Nemec et al., "The Return of Coppersmith's Attack", 2017,
 * §2.3): for each small prime r the modulus is in the group that 65537 generates modulo r. By chance that happens to
 * one modulus in 2^27 or fewer.
 */
public final class Roca {
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private static final BitSet[] POWERS = new BitSet[PRIMES.length];

    static {
        for (int i = 0; i < PRIMES.length; i++) {
            BitSet powers = new BitSet(PRIMES[i]);
            for (int power = 1; !powers.get(power); power = power * 65537 % PRIMES[i]) {
                powers.set(power);
            }
            POWERS[i] = powers;
        }
    }

    private Roca() {}

    /** Whether an RSA modulus bears the fingerprint. */
    public static boolean isFingerprinted(BigInteger modulus) {
        for (int i = 0; i < PRIMES.length; i++) {
            if (!POWERS[i].get(modulus.mod(BigInteger.valueOf(PRIMES[i])).intValue())) {
                return false;
            }
        }
        return true;
    }
}
