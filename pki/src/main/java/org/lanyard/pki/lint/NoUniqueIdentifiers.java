package org.lanyard.pki.lint;

import java.util.Optional;

/** RFC 5280 §4.1.2.8: "CAs conforming to this profile MUST NOT generate certificates with unique identifiers." */
final class NoUniqueIdentifiers implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.8";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(!certificate.parts().uniqueIdentifiers(), "unique identifiers must be left out");
    }
}
