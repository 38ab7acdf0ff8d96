package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.1.2.5: "The validity period for a certificate is the period of time from notBefore through notAfter,
 * inclusive." A period whose end comes first holds no time.
 */
final class ValidityIsInOrder implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.5";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                !certificate.notAfter().isBefore(certificate.notBefore()), "notAfter must not come before notBefore");
    }
}
