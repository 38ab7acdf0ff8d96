package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.2.1.9: "The cA boolean indicates whether the certified public key may be used to verify certificate
 * signatures. If the cA boolean is not asserted, then the keyCertSign bit in the key usage extension MUST NOT be
 * asserted." Ours: an end entity leaves the extension out.
 */
final class LeafIsNoAuthority implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.9";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                certificate.isAuthority() || certificate.extension("2.5.29.19").isEmpty(),
                "an end entity must carry no basic constraints");
    }
}
