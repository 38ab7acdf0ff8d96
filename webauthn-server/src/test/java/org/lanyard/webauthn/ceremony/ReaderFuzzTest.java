package org.lanyard.webauthn.ceremony;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Whatever comes in, the readers answer with a value or with a reason. */
@Tag("fuzz")
@DisplayName("the readers of what browsers send")
class ReaderFuzzTest {
    @FuzzTest
    void clientData(byte[] bytes) {
        Readers.CLIENT_DATA.read(bytes);
    }

    @FuzzTest
    void authenticatorData(byte[] bytes) {
        Readers.AUTHENTICATOR_DATA.read(bytes);
    }

    @FuzzTest
    void attestationObject(byte[] bytes) {
        Readers.ATTESTATION_OBJECT.read(bytes);
    }

    @FuzzTest
    void coseKey(byte[] bytes) {
        Readers.COSE_KEY.read(bytes);
    }

    @FuzzTest
    void androidKey(byte[] bytes) {
        Readers.ANDROID_KEY.read(bytes);
    }

    @FuzzTest
    void response(byte[] bytes) {
        Readers.RESPONSE.read(bytes);
    }

    @FuzzTest
    void ceremony(byte[] bytes) {
        Readers.sealed(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
