package org.lanyard.pki.lint;

import java.util.Arrays;
import java.util.Optional;

/**
 * Ours: an authority's key appears in its own certificate alone; in an end entity's it would let a holder of that
 * certificate issue.
 */
final class KeyIsNotIssuers implements Lint {
    @Override
    public String clause() {
        return "ours";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        boolean root = Arrays.equals(
                LintSubject.encoded(certificate.parts().subject()),
                certificate.issuer().subject());
        boolean same = certificate.issuer().key() != null
                && Arrays.equals(
                        certificate.issuer().encodedKey(),
                        LintSubject.encoded(certificate.parts().keyInfo()));
        return Lint.unless(root || !same, "the key must not be the issuer's own");
    }
}
