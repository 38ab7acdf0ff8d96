package org.lanyard.pki.lint;

import java.math.BigInteger;
import java.util.Optional;

/**
 * CA/Browser Forum Baseline Requirements §7.1.2: "non-sequential Certificate serial numbers […] containing at least 64
 * bits of output from a CSPRNG". A counter in a wide field shows by a long run of equal bits, which 158 random bits have
 * once in 2^40 numbers.
 */
final class SerialIsNotACounter implements Lint {
    private static final int LONGEST_RUN = 47;

    @Override
    public String clause() {
        return "CA/B BR §7.1.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        BigInteger serial = certificate.parts().serial().getValue();
        int run = 0;
        for (int i = 1; i < serial.bitLength(); i++) {
            run = serial.testBit(i) == serial.testBit(i - 1) ? run + 1 : 0;
            if (run >= LONGEST_RUN) {
                return Optional.of("draw the serial number at random: a long run of equal bits is a counter's");
            }
        }
        return Optional.empty();
    }
}
