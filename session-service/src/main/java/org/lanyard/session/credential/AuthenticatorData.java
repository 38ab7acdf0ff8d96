package org.lanyard.session.credential;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * Authenticator data (WebAuthn Level 3 §6.1): read from end to end, or refused.
 *
 * <pre>rpIdHash 32 ‖ flags 1 ‖ signCount 4 ‖ [aaguid 16 ‖ length 2 ‖ credentialId ‖ COSE key] ‖ [extensions]</pre>
 */
public final class AuthenticatorData {
    private static final int HEAD = 37;
    private static final int AAGUID = 16;
    private static final int MAX_ID = 1023;
    private static final int UP = 0x01;
    private static final int UV = 0x04;
    private static final int BE = 0x08;
    private static final int BS = 0x10;
    private static final int AT = 0x40;
    private static final int ED = 0x80;
    private static final int RESERVED = 0x22;

    private final byte[] rpIdHash;
    private final int flags;
    private final Optional<Attested> attested;

    /** The credential that a registration made (§6.5.1). */
    public static final class Attested {
        private final UUID aaguid;
        private final byte[] credentialId;
        private final CoseKey key;

        private Attested(UUID aaguid, byte[] credentialId, CoseKey key) {
            this.aaguid = aaguid;
            this.credentialId = credentialId;
            this.key = key;
        }

        /** The model that the key says it is of; all zeros where it says none. */
        public String aaguid() {
            return aaguid.toString();
        }

        public byte[] credentialId() {
            return credentialId.clone();
        }

        public CoseKey key() {
            return key;
        }
    }

    private AuthenticatorData(byte[] rpIdHash, int flags, Optional<Attested> attested) {
        this.rpIdHash = rpIdHash;
        this.flags = flags;
        this.attested = attested;
    }

    public static AuthenticatorData parse(byte[] bytes) throws RefusedException {
        if (bytes.length < HEAD || (bytes[32] & RESERVED) != 0) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "authenticator data");
        }
        int flags = bytes[32] & 0xff;
        if ((flags & BS) != 0 && (flags & BE) == 0) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "backed up, and not to be backed up");
        }
        Optional<Attested> attested = Optional.empty();
        Cbor rest = new Cbor(bytes, HEAD);
        if ((flags & AT) != 0) {
            int idAt = HEAD + AAGUID + 2;
            if (bytes.length < idAt) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "attested credential data");
            }
            int length = (bytes[idAt - 2] & 0xff) << 8 | bytes[idAt - 1] & 0xff;
            if (length == 0 || length > MAX_ID || bytes.length < idAt + length) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "credential id's length");
            }
            byte[] id = Arrays.copyOfRange(bytes, idAt, idAt + length);
            rest = new Cbor(bytes, idAt + length);
            ByteBuffer model = ByteBuffer.wrap(bytes, HEAD, AAGUID);
            UUID aaguid = new UUID(model.getLong(), model.getLong());
            attested = Optional.of(new Attested(aaguid, id, CoseKey.read(rest, bytes)));
        }
        if ((flags & ED) != 0) {
            if (rest.majorType() != Cbor.MAP) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "extensions");
            }
            rest.skip();
        }
        if (!rest.atEnd()) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "bytes after the authenticator data");
        }
        return new AuthenticatorData(Arrays.copyOf(bytes, 32), flags, attested);
    }

    /** SHA-256 of the relying party's id. */
    public byte[] rpIdHash() {
        return rpIdHash.clone();
    }

    public boolean userPresent() {
        return (flags & UP) != 0;
    }

    public boolean userVerified() {
        return (flags & UV) != 0;
    }

    /** Whether the credential is on other devices now. */
    public boolean backedUp() {
        return (flags & BS) != 0;
    }

    /** Whether the credential may be synced to other devices. */
    public boolean backupEligible() {
        return (flags & BE) != 0;
    }

    public Optional<Attested> attested() {
        return attested;
    }
}
