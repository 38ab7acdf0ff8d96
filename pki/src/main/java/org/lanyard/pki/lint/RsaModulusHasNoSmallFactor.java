package org.lanyard.pki.lint;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * SP 800-89 §5.3.3: "the modulus is […] not the power of a prime, and has no factors smaller than 752."
 */
final class RsaModulusHasNoSmallFactor implements Lint {
    private static final BigInteger SMALL_PRIMES = product();

    private static BigInteger product() {
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO; prime.intValue() < 752; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        return product;
    }

    @Override
    public String clause() {
        return "SP 800-89 §5.3.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                !(certificate.key().orElse(null) instanceof RSAPublicKey key)
                        || SMALL_PRIMES.gcd(key.getModulus()).equals(BigInteger.ONE),
                "the RSA modulus has a small factor, so the key is broken: make it anew");
    }
}
