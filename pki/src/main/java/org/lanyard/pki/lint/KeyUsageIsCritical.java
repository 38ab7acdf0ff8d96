package org.lanyard.pki.lint;

import java.util.Optional;

/**
 * RFC 5280 §4.2.1.3: "Conforming CAs MUST include this extension in certificates that contain public keys that are
 * used to validate digital signatures on other public key certificates or CRLs. When present, conforming CAs
 * SHOULD mark this extension as critical." Ours, stricter: in every certificate.
 */
final class KeyUsageIsCritical implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        return Lint.unless(
                certificate.extension("2.5.29.15").map(RawExtension::critical).orElse(false),
                "key usage must be there and critical");
    }
}
