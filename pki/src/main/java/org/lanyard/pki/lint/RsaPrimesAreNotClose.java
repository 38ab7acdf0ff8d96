package org.lanyard.pki.lint;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * FIPS 186-5 §A.1.3: "|p − q| > 2^(nlen/2 − 100)". Keys whose primes are closer are factored by Fermat's method in an
 * instant; printers and other devices have made some (CVE-2022-26320).
 */
final class RsaPrimesAreNotClose implements Lint {
    private static final int ROUNDS = 100;

    @Override
    public String clause() {
        return "FIPS 186-5 §A.1.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (!(certificate.key().orElse(null) instanceof RSAPublicKey key)) {
            return Optional.empty();
        }
        BigInteger n = key.getModulus();
        BigInteger root = n.sqrt();
        for (int i = 0; i < ROUNDS; i++) {
            root = root.add(BigInteger.ONE);
            BigInteger square = root.multiply(root).subtract(n);
            BigInteger half = square.sqrt();
            if (half.multiply(half).equals(square)) {
                return Optional.of("the RSA key's primes lie so close that it was factored just now: make it anew");
            }
        }
        return Optional.empty();
    }
}
