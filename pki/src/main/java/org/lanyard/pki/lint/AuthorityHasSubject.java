package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.1.2.6: "If the subject is a CA […], then the subject field MUST be populated with a non-empty
 * distinguished name matching the contents of the issuer field […] in all certificates issued by the subject CA."
 */
final class AuthorityHasSubject implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.6";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                !certificate.isAuthority() || certificate.parts().subject().getRDNs().length > 0,
                "an authority's subject must not be empty");
    }
}
