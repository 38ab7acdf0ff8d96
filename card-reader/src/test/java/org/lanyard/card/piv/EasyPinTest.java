package org.lanyard.card.piv;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A PIN that others would guess")
class EasyPinTest {
    private static boolean easy(String digits) throws Exception {
        try (Pin pin = Pin.of(digits.toCharArray())) {
            return EasyPin.is(pin);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000",
                "11111111",
                "121212",
                "123123",
                "12341234",
                "1231231",
                "123456",
                "12345678",
                "987654",
                "890123",
                "246802",
                "112211",
                "000007",
                "241215",
                "24122015",
                "20151224",
                "010100",
                "290224"
            })
    void is(String digits) throws Exception {
        assertTrue(easy(digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"739164", "7391642", "73916428", "135790", "123465", "322015", "99122015", "18631224", "290223"})
    @DisplayName("is not any other, nor a day that there never was")
    void isNot(String digits) throws Exception {
        assertFalse(easy(digits));
    }
}
