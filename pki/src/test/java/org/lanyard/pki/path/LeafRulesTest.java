package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.testing.TestCertificate;
import org.lanyard.pki.testing.TestKeys;

/** The rules that a whole validation cannot show alone: behind them, another rule would refuse the same certificate. */
class LeafRulesTest {
    private static final X509Certificate LEAF = good().certify();

    private static TestCertificate good() {
        return LeafValidatorTest.AUTHORITY.certificate(Profile.KIOSK, LeafValidatorTest.nameFor(Profile.KIOSK));
    }

    private static void refuses(LeafRules.LeafRule rule, X509Certificate leaf, X509Certificate issuer, PkiReason why) {
        assertEquals(
                why,
                assertThrows(PkiException.class, () -> rule.check(leaf, issuer)).reason());
    }

    @Test
    void versionIsThree_ofACertificateWithoutExtensions_refuses() throws Exception {
        KeyPair pair = TestKeys.p256();
        X500Name name = new X500Name("CN=old");
        X509Certificate old = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v1CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(LeafValidatorTest.NOW),
                                Date.from(LeafValidatorTest.NOW.plus(Duration.ofDays(1))),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        assertDoesNotThrow(() -> LeafRules.criticalExtensionsAreKnown(old, LEAF), "it has no extension at all");
        refuses(LeafRules::versionIsThree, old, LEAF, PkiReason.CERTIFICATE_MALFORMED);
        assertDoesNotThrow(() -> LeafRules.versionIsThree(LEAF, LEAF));
    }

    @Test
    void signatureAlgorithmIsAllowed_thatIsNotOfTheIssuersKey_refuses() {
        X509Certificate rsa = good().key(TestKeys.rsa(2048)).certify();
        refuses(LeafRules::signatureAlgorithmIsAllowed, LEAF, rsa, PkiReason.SIGNATURE_ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void issuerMayIssue_withoutEachOfItsMarks_refuses() {
        int signs = KeyUsage.digitalSignature | KeyUsage.keyCertSign;
        X509Certificate whole = good().authority().keyUsage(signs).certify();
        assertDoesNotThrow(() -> LeafRules.issuerMayIssue(LEAF, whole));
        for (TestCertificate broken : new TestCertificate[] {
            good().keyUsage(signs),
            good().authority(),
            good().authority().keyUsage(signs).without("2.5.29.15")
        }) {
            refuses(LeafRules::issuerMayIssue, LEAF, broken.certify(), PkiReason.ISSUER_NOT_VALID);
        }
    }
}
