package org.lanyard.pki;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms' package-info.java promise. */
@AnalyzeClasses(packages = "org.lanyard.pki", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule ROOMS_DO_NOT_GO_ROUND =
            slices().matching("org.lanyard.pki.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule BUILDERS_STAY_IN_TWO_CLASSES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.lanyard.pki.ca.TbsBuilder")
            .and()
            .doNotHaveFullyQualifiedName("org.lanyard.pki.revocation.CrlBuilder")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.bouncycastle\\..*(Generator|Builder)")
            .andShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.bouncycastle\\.asn1\\.x509\\..*");

    @ArchTest
    static final ArchRule ONLY_THE_SIGNER_REDEEMS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.lanyard.pki.ca.CertificateSigner")
            .should()
            .callMethod(org.lanyard.pki.lint.LintedCertificate.class, "redeem");

    @ArchTest
    static final ArchRule ONLY_THE_LINTER_MAKES_TOKENS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.lanyard.pki.lint.Linter")
            .should()
            .callConstructor(
                    org.lanyard.pki.lint.LintedCertificate.class,
                    byte[].class,
                    org.lanyard.pki.keystore.SignatureAlgorithm.class);

    @ArchTest
    static final ArchRule AN_AUTHORITYS_KEY_SIGNS_IN_TWO_CLASSES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.lanyard.pki.ca.CertificateSigner")
            .and()
            .doNotHaveFullyQualifiedName("org.lanyard.pki.revocation.CrlBuilder")
            .and()
            // With the root's, what was done with it.
            .doNotHaveFullyQualifiedName("org.lanyard.pki.ceremony.SignedTranscript")
            .and()
            // With a responder's key, which is no authority's.
            .doNotHaveFullyQualifiedName("org.lanyard.pki.responder.OcspAnswers")
            .and()
            // With a client's own.
            .doNotHaveFullyQualifiedName("org.lanyard.pki.est.EstClient")
            .should()
            .callMethod(
                    org.lanyard.pki.keystore.SignatureAlgorithm.class,
                    "sign",
                    java.security.PrivateKey.class,
                    byte[].class)
            .orShould()
            .callMethod(
                    org.lanyard.pki.keystore.SignatureAlgorithm.class,
                    "sign",
                    java.security.PrivateKey.class,
                    java.io.InputStream.class);

    @ArchTest
    static final ArchRule THE_GROUND_FLOOR_KNOWS_NO_UPPER_ONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "org.lanyard.card..", "org.lanyard.webauthn..", "org.lanyard.session..", "org.lanyard.dist..");
}
