package org.lanyard.pki.assertion;

/**
 * Whatever holds the private key: a card, a file, a token.
 *
 * @param <X> how it fails
 */
@FunctionalInterface
public interface RawSigner<X extends Exception> {
    /**
     * Signs.
     *
     * @param signingInput the JWS signing input; the signer hashes it, by the algorithm that goes with its key
     * @return the signature as RFC 7518 wants it: R and S for ES256 (64 bytes) and ES384 (96 bytes), see {@link
     *     Ecdsa#derToJws}; PKCS#1 v1.5 for RS256
     */
    byte[] sign(byte[] signingInput) throws X;
}
