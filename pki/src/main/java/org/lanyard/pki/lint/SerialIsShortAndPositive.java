package org.lanyard.pki.lint;

import java.math.BigInteger;
import java.util.Optional;

/**
 * RFC 5280 §4.1.2.2: "The serial number MUST be a positive integer assigned by the CA to each certificate. […]
 * Conforming CAs MUST NOT use serialNumber values longer than 20 octets."
 */
final class SerialIsShortAndPositive implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        BigInteger serial = certificate.parts().serial().getValue();
        return Lint.unless(
                serial.signum() > 0 && serial.toByteArray().length <= 20,
                "the serial number must be positive and at most 20 octets, sign bit and all");
    }
}
