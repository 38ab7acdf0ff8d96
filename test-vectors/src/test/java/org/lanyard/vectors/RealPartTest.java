package org.lanyard.vectors;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealPartTest {
    private static final String HOW = "apt-get install pcscd";

    @Test
    void require_present_goesOn() {
        assertDoesNotThrow(() -> RealPart.require("pcscd", true, HOW, true));
    }

    @Test
    void require_absentOnADevelopersMachine_skipsAndSaysHow() {
        var skipped = assertThrows(TestAbortedException.class, () -> RealPart.require("pcscd", false, HOW, false));
        assertTrue(skipped.getMessage().contains(HOW), skipped.getMessage());
    }

    @Test
    void require_absentInCi_fails() {
        assertThrows(AssertionFailedError.class, () -> RealPart.require("pcscd", false, HOW, true));
    }

    @Test
    void path_ofNothing_isEmpty() {
        assertTrue(SharedVectors.path("no/such/file.json").isEmpty());
    }
}
