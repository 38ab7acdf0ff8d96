package org.lanyard.webauthn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The arrows between the module's rooms, as its package-info says them. */
@AnalyzeClasses(packages = "org.lanyard.webauthn", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String HOUSE = "org.lanyard.webauthn";

    @ArchTest
    static final ArchRule ROOMS = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cli")
            .definedBy(HOUSE + ".cli")
            .layer("http")
            .definedBy(HOUSE + ".http")
            .layer("conformance")
            .definedBy(HOUSE + ".conformance")
            .layer("ceremony")
            .definedBy(HOUSE + ".ceremony")
            .layer("attestation")
            .definedBy(HOUSE + ".attestation")
            .layer("report")
            .definedBy(HOUSE + ".report")
            .layer("credential")
            .definedBy(HOUSE + ".credential")
            .layer("base")
            .definedBy(HOUSE)
            .layer("softauthenticator")
            .definedBy(HOUSE + ".softauthenticator")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("conformance")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("ceremony")
            .mayOnlyBeAccessedByLayers("http", "conformance")
            .whereLayer("attestation")
            .mayOnlyBeAccessedByLayers("http", "cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("http", "attestation", "cli")
            .whereLayer("credential")
            .mayOnlyBeAccessedByLayers("http", "ceremony", "conformance", "cli")
            .whereLayer("base")
            .mayNotAccessAnyLayer()
            .whereLayer("softauthenticator")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("softauthenticator")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule ONE_CLASS_SPEAKS_TO_THE_LIBRARY = noClasses()
            .that()
            .haveNameNotMatching(".*\\.YubicoVerdict(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.yubico..");

    @ArchTest
    static final ArchRule KNOWS_ONLY_PKI = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.lanyard.session..", "org.lanyard.card..", "org.lanyard.dist..");
}
