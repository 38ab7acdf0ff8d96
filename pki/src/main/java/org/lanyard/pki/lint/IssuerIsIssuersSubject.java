package org.lanyard.pki.lint;

import java.util.Arrays;
import java.util.Optional;

/**
 * RFC 5280 §4.1.2.4: "The issuer field MUST contain a non-empty distinguished name (DN)." RFC 5280 §6.1.3 (a)(4):
 * "The certificate issuer name is the working_issuer_name." Ours, stricter: byte for byte.
 */
final class IssuerIsIssuersSubject implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.4";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        boolean same = Arrays.equals(
                LintSubject.encoded(certificate.parts().issuer()),
                certificate.issuer().subject());
        return Lint.unless(
                same && certificate.parts().issuer().getRDNs().length > 0,
                "the issuer must be the issuing authority's subject, byte for byte, and not empty");
    }
}
