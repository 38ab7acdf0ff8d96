package org.lanyard.pki.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * RFC 5280 §4.2.1.9: "CAs MUST NOT include the pathLenConstraint field unless the cA boolean is asserted and the
 * key usage extension asserts the keyCertSign bit." §6.1.4 (l): each authority of a path takes one from the length
 * that remains, so a longer one than the issuer's less one promises what no path gives.
 */
final class PathLengthFitsIssuers implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.9";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<BasicConstraints> constraints = certificate.basicConstraints();
        if (constraints.isEmpty() || constraints.get().getPathLenConstraintInteger() == null) {
            return Optional.empty();
        }
        int length = constraints.get().getPathLenConstraintInteger().intValueExact();
        boolean certSign = certificate
                .keyUsage()
                .map(usage -> usage.hasUsages(KeyUsage.keyCertSign))
                .orElse(false);
        boolean root = Arrays.equals(
                LintSubject.encoded(certificate.parts().subject()),
                certificate.issuer().subject());
        boolean shorter = root || length < certificate.issuer().pathLength();
        return Lint.unless(
                constraints.get().isCA() && certSign && length >= 0 && shorter,
                "a path length goes with cA and keyCertSign, and must be less than the issuer's");
    }
}
