package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * CA/Browser Forum Baseline Requirements §7.1.2: serial numbers "containing at least 64 bits of output from a
 * CSPRNG". A number of fewer than 64 bits cannot hold them; whether they are random, its maker answers for.
 */
final class SerialIsLongEnough implements Lint {
    @Override
    public String clause() {
        return "CA/B BR §7.1.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                certificate.parts().serial().getValue().bitLength() >= 64,
                "the serial number must hold at least 64 random bits");
    }
}
