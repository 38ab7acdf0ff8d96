package org.lanyard.session.house;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.UUID;
import org.lanyard.pki.testing.TestKeys;

/**
 * An authenticator and its browser, written from WebAuthn §6.1 and §5.8.1. Each field may be set to break one thing.
 */
public final class TestKey {
    public static final int UP = 0x01;
    public static final int UV = 0x04;
    public static final int BE = 0x08;
    public static final int AT = 0x40;

    public KeyPair pair = TestKeys.p256();
    public byte[] id = Base64.getUrlDecoder().decode(House.random(24));
    public String rpId = "localhost";
    public String origin = House.ISSUER;
    public String crossOrigin = "false";
    public int flags = UP | UV;
    public UUID aaguid = new UUID(0, 0);

    public byte[] clientData(String type, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":" + crossOrigin + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Authenticator data of a sign-in. */
    public byte[] data() {
        return head(flags).array();
    }

    /** Authenticator data of a registration, with the attested credential. */
    public byte[] attestedData() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head(flags | AT).array());
        out.writeBytes(ByteBuffer.allocate(16)
                .putLong(aaguid.getMostSignificantBits())
                .putLong(aaguid.getLeastSignificantBits())
                .array());
        out.write(id.length >> 8);
        out.write(id.length);
        out.writeBytes(id);
        out.writeBytes(cose());
        return out.toByteArray();
    }

    /** COSE_Key (RFC 9053 §7.1.1): {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
    public byte[] cose() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        out.writeBytes(fixed(point.getAffineX().toByteArray()));
        out.writeBytes(new byte[] {0x22, 0x58, 32});
        out.writeBytes(fixed(point.getAffineY().toByteArray()));
        return out.toByteArray();
    }

    public byte[] sign(byte[] data, byte[] clientData) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(pair.getPrivate());
            signer.update(data);
            signer.update(MessageDigest.getInstance("SHA-256").digest(clientData));
            return signer.sign();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ByteBuffer head(int allFlags) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(rpId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(37).put(hash).put((byte) allFlags).putInt(0);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fixed(byte[] number) {
        byte[] out = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, out, 32 - length, length);
        return out;
    }
}
