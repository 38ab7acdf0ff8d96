package org.lanyard.pki.lint;

import java.util.Optional;

/** Ours: what one common parser refuses is not signed, whatever another says. */
final class JdkParsesIt implements Lint {
    @Override
    public String clause() {
        return "ours";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(certificate.copy().isPresent(), "the JDK's parser must take it");
    }
}
