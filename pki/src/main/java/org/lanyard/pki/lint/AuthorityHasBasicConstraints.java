package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.2.1.9: "Conforming CAs MUST include this extension in all CA certificates that contain public keys
 * used to validate digital signatures on certificates and MUST mark the extension as critical in such
 * certificates." Ours: with a path length.
 */
final class AuthorityHasBasicConstraints implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.9";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (!certificate.isAuthority()) {
            return Optional.empty();
        }
        boolean critical =
                certificate.extension("2.5.29.19").map(RawExtension::critical).orElse(false);
        boolean kept = critical
                && certificate
                        .basicConstraints()
                        .map(constraints -> constraints.isCA() && constraints.getPathLenConstraintInteger() != null)
                        .orElse(false);
        return Lint.unless(kept, "an authority's basic constraints must be critical, with cA and a path length");
    }
}
