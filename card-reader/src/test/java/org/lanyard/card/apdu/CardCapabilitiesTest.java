package org.lanyard.card.apdu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("ISO/IEC 7816-4 §12.1.1.9: card capabilities in the answer to reset")
class CardCapabilitiesTest {
    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "3BFD1300008131FE158073C021C057597562694B657940, true, true, a security key on its contacts",
        "3B8D80018073C021C057597562694B6579F9, true, true, the same by radio",
        "3B8501807300008" + "0F7, true, false, ours without extended lengths",
        "3B0580730000C0, true, false, T=0 carries none",
        "3B858131FE458073000040, false, true, T=1 in its second round",
        "3B85807300000000, false, false, nothing told",
        "3B0480730000, false, false, the elements end too early",
        "3B0800730000C0009000, true, false, status bytes at the end and T=0",
        "3B8F8001804F0CA000000306030001000000006A, false, false, a storage card",
        "3BDB960080B1FE451F830031C064C3080100900095, false, false, other elements alone",
        "3B00, false, false, no historical bytes",
        "3B, false, false, cut",
        "3BFF, false, false, cut",
        "3B8580, false, false, cut",
        "3B857380, false, false, another category",
    })
    void table(String atr, boolean chaining, boolean extended, String what) {
        assertEquals(
                new CardCapabilities(chaining, extended),
                CardCapabilities.of(HexFormat.of().parseHex(atr)),
                what);
    }

    @Test
    void anyBytes_areUnderstoodOrNot() {
        Random random = new Random(3);
        byte[] good = HexFormat.of().parseHex("3BFD1300008131FE158073C021C057597562694B657940");
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(36));
            for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            CardCapabilities.of(bytes);
        }
        CardCapabilities.of(new byte[0]);
    }
}
