package org.lanyard.dist.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.vectors.CeremonyVectors;
import org.lanyard.vectors.RealPart;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

/** Records the ceremonies anew where that is asked for; they are judged in the module that verifies ceremonies. */
@DisplayName("webauthn-ceremonies.json")
class CeremonyVectorsTest {
    @Test
    void hasBothCeremonies_ofBothKindsOfKey() throws Exception {
        if (Boolean.getBoolean(VectorGenerator.WRITE)) {
            RealPart.require("Chromium", Files.exists(RecordingBrowser.CHROMIUM), "apt-get install chromium");
        }
        assumeFalse(VectorGenerator.wrote(new CeremonyRecorder()), "The file was made anew");
        Set<String> accepted = Vectors.ceremonies().cases().stream()
                .filter(CeremonyVectors.Case::accepted)
                .map(CeremonyVectors.Case::id)
                .collect(Collectors.toSet());
        assertEquals(
                Set.of("registration", "sign-in", "registration-of-a-passkey", "sign-in-with-a-passkey"), accepted);
    }
}
