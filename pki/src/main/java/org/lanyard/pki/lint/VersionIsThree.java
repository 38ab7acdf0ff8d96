package org.lanyard.pki.lint;

import java.util.Optional;

/** RFC 5280 §4.1.2.1: "When extensions are used, as expected in this profile, version MUST be 3 (value is 2)." */
final class VersionIsThree implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                certificate.parts().version() == 3,
                "version " + certificate.parts().version() + " must be 3");
    }
}
