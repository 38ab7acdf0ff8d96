package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;

/**
 * RFC 5280 §4.2.1.4: "A certificate policy OID MUST NOT appear more than once in a certificate policies
 * extension."
 */
final class PoliciesAppearOnce implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.4";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        List<String> policies = certificate
                .extension("2.5.29.32")
                .map(extension -> Policies.read(extension.value()))
                .orElse(List.of());
        return Lint.unless(policies.stream().distinct().count() == policies.size(), "a policy must not be repeated");
    }
}
