package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

class SpeakerRulesTest {
    @Test
    void isName_ofAnAbsoluteUriInAscii_only() {
        assertTrue(SpeakerRules.isName(URI.create("urn:lanyard:kiosk:1")));
        assertFalse(SpeakerRules.isName(URI.create("//kiosk")));
        assertFalse(SpeakerRules.isName(URI.create("urn:lanyard:kiosk:é")));
    }

    @Test
    void aNameOf1024Characters_isTheLongest() {
        String longest = "urn:lanyard:" + "x".repeat(1024 - "urn:lanyard:".length());
        assertEquals(URI.create(longest), SpeakerRules.uri(longest).orElseThrow());
        assertTrue(SpeakerRules.isName(URI.create(longest)));
        assertTrue(SpeakerRules.uri(longest + "x").isEmpty());
        assertFalse(SpeakerRules.isName(URI.create(longest + "x")));
    }

    @Test
    void aName_withASpaceAControlCharacterOrDel_isNone() {
        for (char odd : new char[] {' ', '\u0001', '\n', 0x7F, '\u0080', '\u00e9'}) {
            assertTrue(SpeakerRules.uri("urn:lanyard:" + odd + "x").isEmpty(), () -> "character " + (int) odd);
        }
    }

    @Test
    void algorithmFor_aKeyOfAnotherKind_isRefused() throws Exception {
        PublicKey edwards =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        assertThrows(IllegalArgumentException.class, () -> AssertionWriter.algorithmFor(edwards));
    }
}
