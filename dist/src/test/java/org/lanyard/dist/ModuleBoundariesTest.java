package org.lanyard.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design: who may know whom. The poms hold the same, a class at a time this says it sooner. */
@AnalyzeClasses(
        packages = "org.lanyard",
        importOptions = {ImportOption.DoNotIncludeTests.class, ModuleBoundariesTest.NoTestJars.class})
class ModuleBoundariesTest {
    /** In a whole build the modules' test classes come as jars ({@code pki-0.1.0-tests.jar}). */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String PKI = "org.lanyard.pki..";
    private static final String CARD = "org.lanyard.card..";
    private static final String WEBAUTHN = "org.lanyard.webauthn..";
    private static final String SESSION = "org.lanyard.session..";
    private static final String DIST = "org.lanyard.dist..";

    @ArchTest
    static final ArchRule the_ground_floor_knows_nobody_above_it = noClasses()
            .that()
            .resideInAPackage(PKI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CARD, WEBAUTHN, SESSION, DIST, "javax.smartcardio..", "com.yubico..");

    @ArchTest
    static final ArchRule cards_know_no_people_and_no_sessions = noClasses()
            .that()
            .resideInAPackage(CARD)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WEBAUTHN, SESSION, DIST, "com.yubico..");

    @ArchTest
    static final ArchRule webauthn_knows_no_people_and_no_sessions = noClasses()
            .that()
            .resideInAPackage(WEBAUTHN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CARD, SESSION, DIST, "javax.smartcardio..");

    @ArchTest
    static final ArchRule the_door_knows_no_readers_and_no_ceremonies = noClasses()
            .that()
            .resideInAPackage(SESSION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CARD, WEBAUTHN, DIST, "javax.smartcardio..", "com.yubico..");

    @ArchTest
    static final ArchRule only_one_room_speaks_to_the_reader = noClasses()
            .that()
            .resideOutsideOfPackage("org.lanyard.card.pcsc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.smartcardio..");

    @ArchTest
    static final ArchRule only_the_store_speaks_to_the_engines = noClasses()
            .that()
            .resideOutsideOfPackage("org.lanyard.pki.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule time_comes_through_the_constructor = noClasses()
            .that()
            .resideInAnyPackage(PKI, CARD, WEBAUTHN, SESSION)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule rooms_have_no_circles =
            slices().matching("org.lanyard.(*).(*)..").should().beFreeOfCycles();
}
