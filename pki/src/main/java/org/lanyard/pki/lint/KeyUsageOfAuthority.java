package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * RFC 5280 §4.2.1.3: "If the keyCertSign bit is asserted, then the cA bit in the basic constraints extension
 * (Section 4.2.1.9) MUST also be asserted." Ours: an authority signs certificates and CRLs and nothing else.
 */
final class KeyUsageOfAuthority implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (!certificate.isAuthority()) {
            return Optional.empty();
        }
        int wanted = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        boolean kept = certificate
                .keyUsage()
                .map(usage -> usage.getPadBits() == 1 && usage.getBytes()[0] == wanted)
                .orElse(false);
        return Lint.unless(kept, "an authority's key usage must be keyCertSign and cRLSign alone");
    }
}
