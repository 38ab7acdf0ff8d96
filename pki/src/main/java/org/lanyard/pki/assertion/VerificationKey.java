package org.lanyard.pki.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A public key of which it is known that it may verify, and with which algorithms. To be made once for each key and
 * kept: its rules cost more than those of a signature.
 */
public final class VerificationKey {
    private final PublicKey key;
    private final Set<JwsAlgorithm> algorithms;
    private final int signatureLength;

    private VerificationKey(PublicKey key, Set<JwsAlgorithm> algorithms) {
        this.key = key;
        this.algorithms = Collections.unmodifiableSet(algorithms);
        this.signatureLength = lengthFor(key);
    }

    /**
     * A key on P-256 or P-384, or an RSA key of 2048 to 8192 bits.
     *
     * @throws AssertionException {@link Reason#KEY_NOT_ALLOWED}
     */
    public static VerificationKey of(PublicKey key) throws AssertionException {
        return of(key, Rules.ALL);
    }

    static VerificationKey of(PublicKey key, Rules rules) throws AssertionException {
        Rules.check(rules.key(), key);
        return new VerificationKey(key, algorithmsFor(key));
    }

    /**
     * A key registered as a JWK (RFC 7517), narrowed by what the JWK says of itself: {@code use} must not be another
     * than {@code sig} (§4.2), {@code key_ops} must have {@code verify} (§4.3), {@code alg} (§4.4) leaves that one.
     *
     * @throws AssertionException {@link Reason#KEY_NOT_ALLOWED}
     */
    public static VerificationKey of(JWK jwk) throws AssertionException {
        boolean forSigning = jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse());
        boolean forVerifying =
                jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
        if (!forSigning || !forVerifying || !(jwk instanceof AsymmetricJWK asymmetric)) {
            throw new AssertionException(Reason.KEY_NOT_ALLOWED, "a JWK that is not for verifying");
        }
        try {
            VerificationKey key = of(asymmetric.toPublicKey());
            return jwk.getAlgorithm() == null
                    ? key
                    : key.onlyFor(jwk.getAlgorithm().getName());
        } catch (JOSEException e) {
            throw new AssertionException(Reason.KEY_NOT_ALLOWED, "a JWK that is no public key", e);
        }
    }

    private VerificationKey onlyFor(String alg) throws AssertionException {
        JwsAlgorithm only = JwsAlgorithm.of(alg)
                .filter(algorithms::contains)
                .orElseThrow(() -> new AssertionException(Reason.KEY_NOT_ALLOWED, "a JWK for another algorithm"));
        return new VerificationKey(key, EnumSet.of(only));
    }

    /** The key itself. */
    public PublicKey key() {
        return key;
    }

    /** What it may verify; not empty. */
    public Set<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    /** How many bytes each of its signatures has. */
    int signatureLength() {
        return signatureLength;
    }

    private static Set<JwsAlgorithm> algorithmsFor(PublicKey key) {
        if (key instanceof RSAPublicKey) {
            return EnumSet.of(JwsAlgorithm.RS256, JwsAlgorithm.PS256);
        }
        if (key instanceof ECPublicKey ec) {
            return switch (ec.getParams().getCurve().getField().getFieldSize()) {
                case 256 -> EnumSet.of(JwsAlgorithm.ES256);
                case 384 -> EnumSet.of(JwsAlgorithm.ES384);
                default -> EnumSet.noneOf(JwsAlgorithm.class);
            };
        }
        return EnumSet.noneOf(JwsAlgorithm.class);
    }

    /** How many bytes a signature of this key has; 0 for a key that has none here. */
    static int lengthFor(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return (rsa.getModulus().bitLength() + 7) / 8;
        }
        return key instanceof ECPublicKey ec
                ? (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8 * 2
                : 0;
    }
}
