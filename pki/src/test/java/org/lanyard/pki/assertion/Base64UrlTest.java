package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 4648 §3.5, §5: base64url in its one spelling")
class Base64UrlTest {
    @Test
    void decode_ofWhatWasEncoded_isTheSame() {
        for (int length = 0; length < 9; length++) {
            byte[] bytes = AssertionParts.filled(length, 0xFB);
            assertArrayEquals(bytes, Base64Url.decode(Base64Url.encode(bytes)).orElseThrow());
        }
        assertArrayEquals(new byte[] {0}, Base64Url.decode("AA").orElseThrow());
        assertArrayEquals(new byte[] {0, 1}, Base64Url.decode("AAE").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA", // a length that bytes have not
                "AB",
                "AE",
                "AI", // the last four bits are not zero
                "AAB",
                "AAC", // the last two bits are not zero
                "AA=",
                "AA==",
                "A A",
                "AA\n",
                "A+AA",
                "A/AA",
                "AA.A",
                "A\u00e9AA",
                "\u0141AAA",
                "A\u0141"
            })
    void decode_ofAnotherSpelling_isEmpty(String text) {
        assertEquals(Optional.empty(), Base64Url.decode(text));
    }

    @Test
    void isCanonical_ofACharacterBeyondLatin1_isFalse() {
        assertFalse(Base64Url.isCanonical("A\u0100"));
        assertFalse(Base64Url.isCanonical("A\uFFFF"));
    }
}
