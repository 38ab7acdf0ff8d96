package org.lanyard.card;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms that speak to cards: each uses only what is beneath it. */
class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.lanyard.card");

    @Test
    void rooms_useOnlyWhatIsBeneath() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("apdu")
                .definedBy("org.lanyard.card.apdu")
                .layer("tlv")
                .definedBy("org.lanyard.card.tlv")
                .layer("pcsc")
                .definedBy("org.lanyard.card.pcsc")
                .layer("piv")
                .definedBy("org.lanyard.card.piv")
                .layer("tap")
                .definedBy("org.lanyard.card.tap")
                .layer("judge")
                .definedBy("org.lanyard.card.judge")
                .layer("personalise")
                .definedBy("org.lanyard.card.personalise")
                .layer("softcard")
                .definedBy("org.lanyard.card.softcard")
                .layer("agent")
                .definedBy(
                        "org.lanyard.card.kiosk",
                        "org.lanyard.card.screen",
                        "org.lanyard.card.browser",
                        "org.lanyard.card.cli")
                .whereLayer("apdu")
                .mayNotAccessAnyLayer()
                .whereLayer("tlv")
                .mayOnlyAccessLayers("apdu")
                .whereLayer("pcsc")
                .mayOnlyAccessLayers("apdu")
                .whereLayer("piv")
                .mayOnlyAccessLayers("apdu", "tlv")
                .whereLayer("tap")
                .mayOnlyAccessLayers("apdu", "tlv", "pcsc", "piv")
                .whereLayer("judge")
                .mayOnlyAccessLayers("apdu", "tlv", "piv", "tap")
                .whereLayer("personalise")
                .mayOnlyAccessLayers("apdu", "tlv", "piv", "tap", "judge")
                .whereLayer("softcard")
                .mayOnlyAccessLayers("apdu", "tlv", "pcsc", "piv")
                .check(CLASSES);
    }
}
