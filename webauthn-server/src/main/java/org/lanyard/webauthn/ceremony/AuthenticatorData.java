package org.lanyard.webauthn.ceremony;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * Authenticator data (W3C WebAuthn Level 3 §6.1): {@code rpIdHash(32) ‖ flags(1) ‖ signCount(4) ‖ attested credential data ‖
 * extensions}, to the last byte: Yubico's reader leaves what comes behind unread.
 *
 * @param attested present at registration, and there alone
 */
record AuthenticatorData(byte[] rpIdHash, int flags, long signCount, Optional<AttestedCredential> attested) {
    private static final int UP = 0x01;
    private static final int UV = 0x04;
    private static final int BE = 0x08;
    private static final int BS = 0x10;
    private static final int AT = 0x40;
    private static final int ED = 0x80;
    private static final int FIXED = 32 + 1 + 4;
    /** The longest id with the longest key stays below; with the client data it has to fit into an assertion of 16 KiB. */
    private static final int MAX = 4096;

    /**
     * Attested credential data (§6.5.1).
     *
     * @param aaguid 32 hexadecimal characters
     * @param credentialId as told, of any length up to 65535
     * @param publicKey the bytes of the COSE_Key
     */
    record AttestedCredential(String aaguid, byte[] credentialId, byte[] publicKey, CBORObject key) {}

    boolean userPresent() {
        return (flags & UP) != 0;
    }

    boolean userVerified() {
        return (flags & UV) != 0;
    }

    boolean backupEligible() {
        return (flags & BE) != 0;
    }

    boolean backedUp() {
        return (flags & BS) != 0;
    }

    static AuthenticatorData parse(byte[] bytes) throws WebAuthnException {
        WebAuthnException.require(bytes.length >= FIXED && bytes.length <= MAX, Reason.AUTHENTICATOR_DATA_MALFORMED);
        int flags = bytes[32] & 0xFF;
        long signCount = ByteBuffer.wrap(bytes, 33, 4).getInt() & 0xFFFFFFFFL;
        ByteBuffer rest = ByteBuffer.wrap(bytes, FIXED, bytes.length - FIXED);
        Optional<AttestedCredential> attested =
                (flags & AT) != 0 ? Optional.of(readAttested(bytes, rest)) : Optional.empty();
        if ((flags & ED) != 0) {
            CBORObject extensions = readCbor(bytes, rest);
            WebAuthnException.require(extensions.getType() == CBORType.Map, Reason.AUTHENTICATOR_DATA_MALFORMED);
        }
        if (rest.hasRemaining()) {
            throw new WebAuthnException(Reason.AUTHENTICATOR_DATA_MALFORMED, rest.remaining() + " bytes left over");
        }
        return new AuthenticatorData(Arrays.copyOf(bytes, 32), flags, signCount, attested);
    }

    private static AttestedCredential readAttested(byte[] bytes, ByteBuffer rest) throws WebAuthnException {
        WebAuthnException.require(rest.remaining() >= 18, Reason.AUTHENTICATOR_DATA_MALFORMED);
        byte[] aaguid = new byte[16];
        rest.get(aaguid);
        int length = rest.getShort() & 0xFFFF;
        WebAuthnException.require(rest.remaining() >= length, Reason.AUTHENTICATOR_DATA_MALFORMED);
        byte[] credentialId = new byte[length];
        rest.get(credentialId);
        int from = rest.position();
        CBORObject key = readCbor(bytes, rest);
        return new AttestedCredential(
                HexFormat.of().formatHex(aaguid), credentialId, Arrays.copyOfRange(bytes, from, rest.position()), key);
    }

    /** One CBOR item at the position of {@code rest}, which moves behind it. */
    private static CBORObject readCbor(byte[] bytes, ByteBuffer rest) throws WebAuthnException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, rest.position(), rest.remaining());
        try {
            CBORObject item = CBORObject.Read(in);
            rest.position(bytes.length - in.available());
            return item;
        } catch (CBORException malformed) {
            throw new WebAuthnException(Reason.AUTHENTICATOR_DATA_MALFORMED, "CBOR");
        }
    }
}
