package org.lanyard.pki.assertion;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.AllowedKeys;
import org.lanyard.pki.keystore.Roca;

/** Which keys may sign. Checked once for each key, not for each signature. */
final class KeyRules {
    private KeyRules() {}

    /** RFC 7518 §3.3: "A key of size 2048 bits or larger MUST be used"; §3.4: the curves P-256 and P-384. The kinds
     * that the house takes are listed at {@link AllowedKeys}. */
    record KindIsAllowed() implements Rule<PublicKey> {
        @Override
        public void check(PublicKey key) throws AssertionException {
            try {
                AllowedKeys.require(key);
            } catch (PkiException e) {
                throw new AssertionException(Reason.KEY_NOT_ALLOWED, e.detail(), e);
            }
        }
    }

    /** CVE-2017-15361 (ROCA): keys that Infineon's chips made, in smart cards among others, can be factored. Their
     * moduli are, modulo each small prime, powers of 65537. */
    record ModulusIsNotRoca() implements Rule<PublicKey> {
        @Override
        public void check(PublicKey key) throws AssertionException {
            if (key instanceof RSAPublicKey rsa && Roca.isFingerprinted(rsa.getModulus())) {
                throw new AssertionException(Reason.KEY_NOT_ALLOWED, "an RSA key of the ROCA kind");
            }
        }
    }
}
