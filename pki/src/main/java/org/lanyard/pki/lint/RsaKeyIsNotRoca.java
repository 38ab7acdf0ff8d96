package org.lanyard.pki.lint;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.lanyard.pki.keystore.Roca;

/**
 * CVE-2017-15361 (ROCA): RSA keys that an old library made on many smart cards can be factored from the public key
 * alone.
 */
final class RsaKeyIsNotRoca implements Lint {
    @Override
    public String clause() {
        return "CVE-2017-15361";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        boolean weak =
                certificate.key().orElse(null) instanceof RSAPublicKey key && Roca.isFingerprinted(key.getModulus());
        return Lint.unless(
                !weak, "the RSA key was made by a library whose keys can be factored: make it anew elsewhere");
    }
}
