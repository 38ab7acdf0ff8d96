package org.lanyard.vectors;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealPartTest {
    private static final String HOW = "apt-get install pcscd";

    @Test
    void require_present_goesOn() {
        assertDoesNotThrow(() -> RealPart.require("pcscd", true, HOW, true, Optional.empty()));
    }

    @Test
    void require_absentOnADevelopersMachine_skipsAndSaysHow() {
        var skipped = assertThrows(
                TestAbortedException.class, () -> RealPart.require("pcscd", false, HOW, false, Optional.empty()));
        assertTrue(skipped.getMessage().contains(HOW), skipped.getMessage());
    }

    @Test
    void require_absentInCi_fails() {
        assertThrows(AssertionFailedError.class, () -> RealPart.require("pcscd", false, HOW, true, Optional.empty()));
    }

    @Test
    void require_absent_isNotedForTheEndOfTheBuild(@TempDir Path notes) throws Exception {
        Executable wants = () -> RealPart.require("a card", false, HOW, false, Optional.of(notes));
        assertThrows(TestAbortedException.class, wants);
        assertThrows(TestAbortedException.class, wants);
        assertEquals(
                "RealPartTest: a card is missing on this machine. " + HOW + "\n",
                Files.readString(notes.resolve("RealPartTest-a-card.txt")));
    }

    @Test
    void path_ofNothing_isEmpty() {
        assertTrue(SharedVectors.path("no/such/file.json").isEmpty());
    }
}
