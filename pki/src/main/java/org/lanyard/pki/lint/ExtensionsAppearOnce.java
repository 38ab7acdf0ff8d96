package org.lanyard.pki.lint;

import java.util.Optional;

/** RFC 5280 §4.2: "A certificate MUST NOT include more than one instance of a particular extension." */
final class ExtensionsAppearOnce implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        long distinct = certificate.extensions().stream()
                .map(RawExtension::oid)
                .distinct()
                .count();
        return Lint.unless(distinct == certificate.extensions().size(), "an extension must not be repeated");
    }
}
