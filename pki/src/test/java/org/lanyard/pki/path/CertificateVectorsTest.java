package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.vectors.CertificateVectors;
import org.lanyard.vectors.CertificateVectors.Case;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

@DisplayName("certificates.json")
class CertificateVectorsTest {
    @BeforeAll
    static void madeAnew() throws Exception {
        assumeFalse(VectorGenerator.wrote(new CertificateVectorGenerator()), "The file was made anew");
    }

    static List<Case> cases() {
        return Vectors.certificates().cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isJudgedAsItSays(Case one) throws Exception {
        CertificateVectors vectors = Vectors.certificates();
        X509Certificate issuer = certificate(vectors.trustedIssuers().get(0));
        LeafValidator validator = new LeafValidator(FixedIssuers.of(issuer), new OidArc(vectors.policyArc()));
        byte[] der = Base64.getDecoder().decode(one.certificate());
        if (one.accepted()) {
            VerifiedLeaf leaf = validator.validate(der, one.time());
            assertEquals(one.profile(), leaf.profile().label());
            assertEquals(one.name(), CertificateVectorGenerator.text(leaf.name()));
        } else {
            var refusal = assertThrows(PkiException.class, () -> validator.validate(der, one.time()));
            assertEquals(PkiReason.valueOf(one.reason()), refusal.reason());
        }
    }

    @Test
    void theIssuingAuthority_isTheRoots() throws Exception {
        CertificateVectors vectors = Vectors.certificates();
        certificate(vectors.trustedIssuers().get(0))
                .verify(certificate(vectors.root()).getPublicKey());
    }

    @Test
    void everyProfile_hasAGoodOne() {
        Set<String> there =
                cases().stream().filter(Case::accepted).map(Case::profile).collect(Collectors.toSet());
        assertEquals(Arrays.stream(Profile.values()).map(Profile::label).collect(Collectors.toSet()), there);
    }

    private static X509Certificate certificate(String base64) throws PkiException {
        return CertificateReader.readDer(Base64.getDecoder().decode(base64));
    }
}
