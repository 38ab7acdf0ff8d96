package org.lanyard.pki.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {
    private static Form parse(String body) throws HttpRefusal {
        return Form.parse(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void refused(HttpReason reason, String body) {
        assertEquals(reason, assertThrows(HttpRefusal.class, () -> parse(body)).reason());
    }

    @Nested
    @DisplayName("RFC 6749 appendix B: what is read")
    class Read {
        @Test
        void spacesPercentAndUtf8() throws HttpRefusal {
            assertEquals(
                    Map.of("a", "b c", "d", "é&=", "e", ""),
                    parse("a=b+c&d=%C3%A9%26%3D&e=").parameters());
        }

        @Test
        @DisplayName("a value means the same whether or not something else in it is encoded")
        void plainAndEncoded() throws HttpRefusal {
            for (char plain = '!'; plain <= '~'; plain++) {
                if ("%+&".indexOf(plain) < 0) {
                    String value = "a" + plain + "b";
                    assertEquals(value, parse("x=" + value).require("x"));
                    assertEquals(value + "=", parse("x=" + value + "%3D").require("x"));
                    assertEquals("é" + value, parse("x=%C3%A9" + value).require("x"));
                }
            }
        }

        @Test
        void anEmptyBodyHasNoParameters() throws HttpRefusal {
            assertEquals(Map.of(), parse("").parameters());
        }

        @Test
        @DisplayName("§3.1: a parameter without a value is treated as omitted")
        void emptyValueIsOmitted() throws HttpRefusal {
            assertEquals(Optional.empty(), parse("a=").find("a"));
            assertEquals(
                    HttpReason.MISSING_PARAMETER,
                    assertThrows(HttpRefusal.class, () -> parse("a=").require("a"))
                            .reason());
        }

        @Test
        void aValueIsNeverPrinted() throws HttpRefusal {
            assertEquals("Form[code]", parse("code=secret").toString());
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "a=1&a=2 DUPLICATE_PARAMETER",
                "x=1&%78=1 DUPLICATE_PARAMETER",
                "a BAD_ENCODING",
                "=b BAD_ENCODING",
                "a=1& BAD_ENCODING",
                "a=1&&b=2 BAD_ENCODING",
                "a=%4 BAD_ENCODING",
                "a=%zz BAD_ENCODING",
                "a=%-1 BAD_ENCODING",
                "a=%00 BAD_ENCODING",
                "a=%FF BAD_UTF8",
                "a=%C0%80 BAD_UTF8",
                "a=%ED%A0%80 BAD_UTF8",
                "%C3=1 BAD_UTF8",
                "a=é BAD_UTF8"
            })
    void refuses(String body, HttpReason reason) {
        refused(reason, body);
    }

    @Test
    void refusesRawWhiteSpaceAndTooMany() {
        refused(HttpReason.BAD_ENCODING, "a=b c");
        refused(HttpReason.BAD_ENCODING, "a=b\r\n");
        StringBuilder many = new StringBuilder("n=1");
        for (int i = 0; i < 32; i++) {
            many.append("&n").append(i).append("=1");
        }
        refused(HttpReason.TOO_MANY_PARAMETERS, many.toString());
    }

    @Test
    void onlyRefusesTheUnknown() {
        assertEquals(
                HttpReason.UNKNOWN_PARAMETER,
                assertThrows(HttpRefusal.class, () -> parse("a=1&b=2").only(Set.of("a")))
                        .reason());
    }

    @Test
    void whateverArrivesNothingButARefusalComesOut() {
        Random random = new Random(20261123);
        String alphabet = "a=&%+4F\u00e9 \u0000";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                body.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                parse(body.toString());
            } catch (HttpRefusal expected) {
                // the one exception that may come out
            }
        }
    }
}
