package org.lanyard.pki.lint;

import java.security.PublicKey;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.AllowedKeys;

/**
 * SP 800-78-5 §3.1 and FIPS 186-5: P-256 and P-384 with a point on the curve, RSA of 2048 bits or more with an odd
 * exponent of 65537 or more.
 */
final class KeyIsAllowed implements Lint {
    @Override
    public String clause() {
        return "SP 800-78-5 §3.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<PublicKey> key = certificate.key();
        if (key.isEmpty()) {
            return Optional.of("the key must be EC or RSA, and well formed");
        }
        try {
            AllowedKeys.require(key.get());
            return Optional.empty();
        } catch (PkiException e) {
            return Optional.of("the key is not allowed: " + e.detail());
        }
    }
}
