package org.lanyard.card.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Contacts or radio, by the reader's name and PC/SC part 3 §3.1.3.2.3")
class InterfaceGuessTest {
    @ParameterizedTest
    @CsvSource({
        "Virtual PCD 00 00, 3B8501807300008 0F7, CONTACT",
        "Virtual PCD 00 00, 3B0580730000 80, CONTACT",
        "Virtual PCD 00 00, 3B858001807300008077, CONTACTLESS",
        "Virtual PCD 00 00, 3B8580018073000080, CONTACT",
        "HID Global OMNIKEY 5422 Smartcard Reader 00 00, 3B00, CONTACT",
        "HID Global OMNIKEY 5422CL Contactless Reader 01 00, 3B00, CONTACTLESS",
        "OMNIKEY CardMan 5x21-CL 0, 3B00, CONTACTLESS",
        "ACS ACR122U PICC Interface 00 00, 3B00, CONTACTLESS",
        "Identive CLOUD 4700 F Dual Interface Reader, 3B00, CONTACT",
        "Alcor Micro AU9540 00 00, '', CONTACT",
    })
    void table(String reader, String atr, CardInterface expected) {
        assertEquals(expected, InterfaceGuess.of(reader, HexFormat.of().parseHex(atr.replace(" ", ""))));
    }
}
