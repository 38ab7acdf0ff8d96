package org.lanyard.pki.path.parse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7468: PEM, or DER")
class PemOrDerTest {
    private static final String LABEL = "CERTIFICATE";

    @ParameterizedTest
    @DisplayName("what is no whole block of the kind is refused")
    @ValueSource(
            strings = {
                "",
                "no block",
                "-----BEGIN CERTIFICATE-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----MAA=",
                "-----BEGIN CERTIFICATE",
                "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END X509 CRL-----",
                "-----BEGIN CERTIFICATE-----\nM?A=\n-----END CERTIFICATE-----"
            })
    void notABlock(String text) {
        PathException refused = assertThrows(PathException.class, () -> read(text));

        assertEquals(PathReason.STRUCTURE_WRONG, refused.reason());
    }

    @Test
    @DisplayName("§2: blocks one after another, with text between them")
    void blocks() throws PathException {
        String block = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";

        List<byte[]> read = read("first\n" + block + "second\n" + block);

        assertEquals(2, read.size());
        assertArrayEquals(new byte[] {0x30, 0}, read.get(1));
    }

    private static List<byte[]> read(String text) throws PathException {
        return PemOrDer.read(text.getBytes(StandardCharsets.US_ASCII), LABEL);
    }
}
