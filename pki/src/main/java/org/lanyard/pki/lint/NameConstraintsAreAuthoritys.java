package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.2.1.10: "The name constraints extension, which MUST be used only in a CA certificate […]. Conforming
 * CAs MUST mark this extension as critical".
 */
final class NameConstraintsAreAuthoritys implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.10";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        boolean kept = certificate
                .extension("2.5.29.30")
                .map(extension -> certificate.isAuthority() && extension.critical())
                .orElse(true);
        return Lint.unless(kept, "name constraints are for authorities, and critical");
    }
}
