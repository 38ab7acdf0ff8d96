package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.keystore.Roca;
import org.lanyard.pki.testing.TestKeys;

class VerificationKeyTest {
    @Test
    void of_eachKindOfKey_knowsItsAlgorithms() throws Exception {
        assertEquals(
                Set.of(JwsAlgorithm.ES256),
                VerificationKey.of(TestKeys.p256().getPublic()).algorithms());
        assertEquals(
                Set.of(JwsAlgorithm.ES384),
                VerificationKey.of(TestKeys.p384().getPublic()).algorithms());
        VerificationKey rsa = VerificationKey.of(TestKeys.rsa(2048).getPublic());
        assertEquals(Set.of(JwsAlgorithm.RS256, JwsAlgorithm.PS256), rsa.algorithms());
        assertEquals(256, rsa.signatureLength());
    }

    @Test
    void of_aShortRsaKey_isRefused_unlessTheRuleIsTakenOut() throws Exception {
        PublicKey weak = TestKeys.rsa(1024).getPublic();
        refused(weak);
        VerificationKey.of(weak, RulesWithout.the(new KeyRules.KindIsAllowed()));
    }

    @Test
    void of_otherCurves_areRefused() {
        refused(TestKeys.ec("secp521r1").getPublic());
    }

    @Test
    void of_aKeyOfAnotherKind_isRefused_andWithoutThatRuleVerifiesNothing() throws Exception {
        PublicKey edwards =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        refused(edwards);
        VerificationKey none = VerificationKey.of(edwards, RulesWithout.the(new KeyRules.KindIsAllowed()));
        assertEquals(Set.of(), none.algorithms());
        assertEquals(0, none.signatureLength());
    }

    @Nested
    @DisplayName("RFC 7517 §4.2 to §4.4: a JWK is narrowed by what it says of itself")
    class OfAJwk {
        private static final ECPublicKey P256 = (ECPublicKey) TestKeys.p256().getPublic();
        private static final RSAPublicKey RSA =
                (RSAPublicKey) TestKeys.rsa(2048).getPublic();

        private ECKey.Builder ec() {
            return new ECKey.Builder(Curve.P_256, P256);
        }

        private static void refused(JWK jwk) {
            var refusal = assertThrows(AssertionException.class, () -> VerificationKey.of(jwk));
            assertEquals(Reason.KEY_NOT_ALLOWED, refusal.reason());
        }

        @Test
        void thatSaysNothing_isForAllThatItsKindIsFor() throws Exception {
            assertEquals(
                    Set.of(JwsAlgorithm.ES256), VerificationKey.of(ec().build()).algorithms());
            assertEquals(
                    Set.of(JwsAlgorithm.RS256, JwsAlgorithm.PS256),
                    VerificationKey.of(new RSAKey.Builder(RSA).build()).algorithms());
        }

        @Test
        void forSigning_isTaken_forEncryptionRefused() throws Exception {
            assertEquals(
                    P256,
                    VerificationKey.of(ec().keyUse(KeyUse.SIGNATURE).build()).key());
            refused(ec().keyUse(KeyUse.ENCRYPTION).build());
        }

        @Test
        void forVerifying_isTaken_forOtherOperationsRefused() throws Exception {
            assertEquals(
                    P256,
                    VerificationKey.of(ec().keyOperations(Set.of(KeyOperation.VERIFY))
                                    .build())
                            .key());
            refused(ec().keyOperations(Set.of(KeyOperation.DERIVE_KEY)).build());
        }

        @Test
        void forOneAlgorithm_isForThatAlone() throws Exception {
            assertEquals(
                    Set.of(JwsAlgorithm.PS256),
                    VerificationKey.of(new RSAKey.Builder(RSA)
                                    .algorithm(JWSAlgorithm.PS256)
                                    .build())
                            .algorithms());
        }

        @Test
        void forAnAlgorithmOfAnotherKind_orNoneOfOurs_isRefused() {
            refused(ec().algorithm(JWSAlgorithm.RS256).build());
            refused(new RSAKey.Builder(RSA).algorithm(JWSAlgorithm.RS512).build());
        }

        @Test
        void ofASecretKey_isRefused() {
            refused(new OctetSequenceKey.Builder(new byte[32]).build());
        }
    }

    @Test
    void of_aRocaKey_isRefused_unlessTheRuleIsTakenOut() throws Exception {
        PublicKey weak = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(likeInfineons(), BigInteger.valueOf(65537)));
        refused(weak);
        VerificationKey.of(weak, RulesWithout.the(new KeyRules.ModulusIsNotRoca()));
    }

    @Test
    void fingerprint_isNotOnOrdinaryKeys() {
        RSAPublicKey ordinary = (RSAPublicKey) TestKeys.rsa(2048).getPublic();
        assertFalse(Roca.isFingerprinted(ordinary.getModulus()));
        assertTrue(Roca.isFingerprinted(likeInfineons()));
    }

    /** A number of 2048 bits that is 65537^7 modulo each of the primes, as Infineon's moduli are for some exponent. */
    private static BigInteger likeInfineons() {
        BigInteger product = BigInteger.ONE;
        for (int candidate = 3; candidate <= 167; candidate++) {
            if (BigInteger.valueOf(candidate).isProbablePrime(50)) {
                product = product.multiply(BigInteger.valueOf(candidate));
            }
        }
        BigInteger power = BigInteger.valueOf(65537).pow(7).mod(product);
        BigInteger number = BigInteger.ONE
                .shiftLeft(2047)
                .divide(product)
                .add(BigInteger.ONE)
                .multiply(product)
                .add(power);
        return number.testBit(0) ? number : number.add(product);
    }

    private static void refused(PublicKey key) {
        var refusal = assertThrows(AssertionException.class, () -> VerificationKey.of(key));
        assertEquals(Reason.KEY_NOT_ALLOWED, refusal.reason());
    }
}
