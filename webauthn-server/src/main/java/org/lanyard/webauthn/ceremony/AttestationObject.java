package org.lanyard.webauthn.ceremony;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.util.ArrayList;
import java.util.List;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * The attestation object (W3C WebAuthn Level 3 §6.5.4): one CBOR map of {@code fmt}, {@code attStmt} and {@code authData},
 * no key twice, nothing behind it. Yubico's reader takes more; the door and others must read what was read here.
 *
 * @param format the attestation statement's format identifier
 * @param statement {@code attStmt}, a map
 * @param authenticatorData the bytes of {@code authData}
 */
record AttestationObject(String format, CBORObject statement, byte[] authenticatorData) {
    private static final int MAX_FORMAT = 32;
    /** A TPM's chain has three; nobody's has more than this. */
    private static final int MAX_CHAIN = 8;

    static AttestationObject parse(byte[] cbor) throws WebAuthnException {
        CBORObject map;
        try {
            map = CBORObject.DecodeFromBytes(cbor);
        } catch (CBORException malformed) {
            throw new WebAuthnException(Reason.ATTESTATION_OBJECT_MALFORMED, "CBOR");
        }
        WebAuthnException.require(
                map.getType() == CBORType.Map && !map.isTagged() && map.size() == 3,
                Reason.ATTESTATION_OBJECT_MALFORMED);
        CBORObject format = map.get("fmt");
        CBORObject statement = map.get("attStmt");
        CBORObject data = map.get("authData");
        WebAuthnException.require(
                format != null
                        && format.getType() == CBORType.TextString
                        && format.AsString().length() <= MAX_FORMAT,
                Reason.ATTESTATION_OBJECT_MALFORMED);
        WebAuthnException.require(
                statement != null && statement.getType() == CBORType.Map, Reason.ATTESTATION_OBJECT_MALFORMED);
        WebAuthnException.require(
                data != null && data.getType() == CBORType.ByteString, Reason.ATTESTATION_OBJECT_MALFORMED);
        return new AttestationObject(format.AsString(), statement, data.GetByteString());
    }

    /** Whether the statement is an empty map, as §8.7 wants it of {@code none}. */
    boolean bare() {
        return statement.size() == 0;
    }

    /** {@code x5c} (§8.2 and others): certificates in DER, the attesting one first; none where there is no such member. */
    List<byte[]> chain() throws WebAuthnException {
        CBORObject x5c = statement.get("x5c");
        if (x5c == null) {
            return List.of();
        }
        WebAuthnException.require(
                x5c.getType() == CBORType.Array && x5c.size() > 0 && x5c.size() <= MAX_CHAIN, Reason.ATTESTATION);
        List<byte[]> chain = new ArrayList<>();
        for (CBORObject certificate : x5c.getValues()) {
            WebAuthnException.require(certificate.getType() == CBORType.ByteString, Reason.ATTESTATION);
            chain.add(certificate.GetByteString());
        }
        return chain;
    }
}
