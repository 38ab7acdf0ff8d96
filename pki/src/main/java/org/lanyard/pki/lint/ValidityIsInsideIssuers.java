package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §6.1.3 (a)(2) wants every certificate of a path to be valid at the same time, so a period outside the
 * issuer's is never usable. Ours: it is refused instead of being promised.
 */
final class ValidityIsInsideIssuers implements Lint {
    @Override
    public String clause() {
        return "ours, from RFC 5280 §6.1.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                !certificate.notBefore().isBefore(certificate.issuer().notBefore())
                        && !certificate.notAfter().isAfter(certificate.issuer().notAfter()),
                () -> "the validity must lie inside the issuer's, which ends "
                        + certificate.issuer().notAfter());
    }
}
