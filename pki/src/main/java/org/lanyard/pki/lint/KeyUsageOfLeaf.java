package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * RFC 5280 §4.2.1.3: "The digitalSignature bit is asserted when the subject public key is used for verifying
 * digital signatures, other than signatures on certificates (bit 5) and CRLs (bit 6)". Ours: that bit alone; SP
 * 800-78-5 says the same of the keys 9A and 9E.
 */
final class KeyUsageOfLeaf implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (certificate.isAuthority()) {
            return Optional.empty();
        }
        boolean kept = certificate
                .keyUsage()
                .map(usage -> usage.getBytes().length == 1 && usage.getBytes()[0] == (byte) KeyUsage.digitalSignature)
                .orElse(false);
        return Lint.unless(kept, "an end entity's key usage must be digitalSignature alone");
    }
}
