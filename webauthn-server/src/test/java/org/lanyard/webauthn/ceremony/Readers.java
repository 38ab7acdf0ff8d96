package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import java.time.Instant;
import java.util.List;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.WebAuthnException;

/** The entries that bytes from outside come in by, each of which may refuse and may do nothing else but read. */
enum Readers {
    CLIENT_DATA(ClientData::parse),
    AUTHENTICATOR_DATA(AuthenticatorData::parse),
    ATTESTATION_OBJECT(
            bytes -> AuthenticatorData.parse(AttestationObject.parse(bytes).authenticatorData())),
    COSE_KEY(bytes -> CoseKey.require(cbor(bytes), List.of(KeyAlgorithm.values()))),
    ANDROID_KEY(bytes -> AndroidKeyStatement.requireDescription(bytes, new byte[32])),
    RESPONSE(bytes -> {
        RegistrationResponse.parse(json(bytes));
        AuthenticationResponse.parse(json(bytes));
    });

    interface Reader {
        void read(byte[] bytes) throws WebAuthnException, HttpRefusal, CBORException;
    }

    private final Reader reader;

    Readers(Reader reader) {
        this.reader = reader;
    }

    /** Whether the bytes were read; anything but a refusal comes out. */
    boolean read(byte[] bytes) {
        try {
            reader.read(bytes);
            return true;
        } catch (WebAuthnException | HttpRefusal | CBORException refused) {
            return false;
        }
    }

    static boolean sealed(String text) {
        try {
            new CeremonySealer(new byte[32], () -> Instant.EPOCH).open(text, Purpose.AUTHENTICATION);
            return true;
        } catch (WebAuthnException refused) {
            return false;
        }
    }

    private static JsonNode json(byte[] bytes) throws HttpRefusal {
        return Json.parseObject(bytes);
    }

    private static CBORObject cbor(byte[] bytes) {
        return CBORObject.DecodeFromBytes(bytes);
    }
}
