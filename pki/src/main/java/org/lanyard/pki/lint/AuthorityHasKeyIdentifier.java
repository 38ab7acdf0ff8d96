package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.2.1.2: "this extension MUST appear in all conforming CA certificates […]. Conforming CAs MUST mark
 * this extension as non-critical."
 */
final class AuthorityHasKeyIdentifier implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.2";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.14");
        boolean kept = extension.map(found -> !found.critical()).orElse(!certificate.isAuthority());
        return Lint.unless(kept, "an authority's subject key identifier must be there and not critical");
    }
}
