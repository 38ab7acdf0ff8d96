package org.lanyard.pki.assertion;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;

/** What the signature must be. */
final class SignatureRules {
    private SignatureRules() {}

    /** A signature, the bytes under it, and the key that should have made it. */
    record Signed(JwsAlgorithm algorithm, VerificationKey key, byte[] input, byte[] signature) {}

    /** RFC 8725 §3.1: "each key MUST be used with exactly one algorithm, and this MUST be checked when the
     * cryptographic operation is performed"; for an RSA certificate, one of the two that the key is of the kind for. */
    record AlgorithmFitsKey() implements Rule<Signed> {
        @Override
        public void check(Signed signed) throws AssertionException {
            if (!signed.key().algorithms().contains(signed.algorithm())) {
                throw new AssertionException(Reason.ALG_NOT_FOR_KEY, signed.algorithm() + " with this key");
            }
        }
    }

    /**
     * RFC 7518 §3.4: "The octet sequence must be a 64-octet sequence. If it is not … the validation has failed"; RFC
     * 8017 §8.1.2 and §8.2.2: "If the length of the signature S is not k octets, output 'invalid signature'". The JDK's
     * own ECDSA takes signatures of other lengths, so this comes first.
     */
    record HasItsLength() implements Rule<Signed> {
        @Override
        public void check(Signed signed) throws AssertionException {
            int expected = signed.key().signatureLength();
            if (signed.signature().length != expected) {
                throw new AssertionException(
                        Reason.SIGNATURE_LENGTH, signed.signature().length + " bytes instead of " + expected);
            }
        }
    }

    /** RFC 7515 §5.2 step 8: "Validate the JWS Signature against the JWS Signing Input". By the fastest provider that
     * is installed. */
    record IsByTheKey() implements Rule<Signed> {
        @Override
        public void check(Signed signed) throws AssertionException {
            if (!verify(signed)) {
                throw new AssertionException(Reason.SIGNATURE_INVALID, "signature");
            }
        }

        private static boolean verify(Signed signed) throws AssertionException {
            try {
                Signature verifier = Signature.getInstance(signed.algorithm().jca());
                if (signed.algorithm().parameters() != null) {
                    verifier.setParameter(signed.algorithm().parameters());
                }
                verifier.initVerify(signed.key().key());
                verifier.update(signed.input());
                return verifier.verify(signed.signature());
            } catch (SignatureException e) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new AssertionException(Reason.NOT_UNDERSTOOD, "no provider for this key and algorithm", e);
            }
        }
    }
}
