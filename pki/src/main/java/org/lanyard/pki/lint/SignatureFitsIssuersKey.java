package org.lanyard.pki.lint;

import java.util.Optional;
import org.lanyard.pki.keystore.SignatureAlgorithm;

/**
 * RFC 5280 §4.1.2.3: "This field contains the algorithm identifier for the algorithm used by the CA to sign the
 * certificate." Ours: one algorithm a kind of key.
 */
final class SignatureFitsIssuersKey implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.1.2.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        String said = certificate.parts().signature().getAlgorithm().getId();
        Optional<SignatureAlgorithm> fitting = certificate.issuer().algorithm();
        if (fitting.isEmpty()) {
            return Optional.of("the issuer's key is of a kind that must not sign");
        }
        String oid = fitting.get().oid();
        return Lint.unless(said.equals(oid), () -> "the signature algorithm must be " + oid + ", not " + said);
    }
}
