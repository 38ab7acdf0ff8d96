package org.lanyard.pki.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateIdTest {
    @Test
    @DisplayName("a serial number is written in lower-case hexadecimal without a leading zero")
    void serialHex() {
        Random random = new Random(11);
        for (int bits = 1; bits <= 159; bits++) {
            BigInteger serial = new BigInteger(bits, random).setBit(bits - 1);
            assertEquals(serial.toString(16), new CertificateId("00", serial).serialHex());
        }
    }
}
