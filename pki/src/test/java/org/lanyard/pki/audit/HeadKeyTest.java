package org.lanyard.pki.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A signed head")
class HeadKeyTest {
    static PublicKey publicKey(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replace("\n", "");
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    static PublicKey otherKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPublic();
    }

    @Test
    @DisplayName("has one form in the file, and no other is read")
    void strict() {
        SignedHead head = new SignedHead(7, new byte[32], 9, "sig".getBytes(StandardCharsets.US_ASCII));
        String line = head.line();
        assertEquals(7, SignedHead.parse(line).orElseThrow().place());
        for (String other : new String[] {
            "",
            line + " ",
            " " + line,
            line.replace("head 1 7", "head 1 07"),
            line.replace("head 1", "head 2"),
            line.replace("0000", "000"),
            line.toUpperCase(java.util.Locale.ROOT),
            line.replace(" 9 ", " +9 ")
        }) {
            assertEquals(Optional.empty(), SignedHead.parse(other), other);
        }
    }
}
