package org.lanyard.pki.lint;

import java.util.Optional;

/** RFC 5280 §4.2.2.1: "Conforming CAs MUST mark this extension as non-critical." */
final class InformationAccessIsNotCritical implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.2.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                certificate
                        .extension("1.3.6.1.5.5.7.1.1")
                        .map(extension -> !extension.critical())
                        .orElse(true),
                "authority information access must not be critical");
    }
}
