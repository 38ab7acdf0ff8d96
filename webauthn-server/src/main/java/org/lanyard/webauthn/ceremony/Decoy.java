package org.lanyard.webauthn.ceremony;

import com.upokecenter.cbor.CBORObject;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.StoredCredential;

/**
 * A credential that nobody has, in the place of one that is not there: what is refused before a signature was looked at costs as
 * much as what is refused for its signature, so that time does not tell which credentials there are (W3C WebAuthn Level 3
 * §14.6.3). Its private key is thrown away, and so is what is found of the signature.
 */
final class Decoy {
    private static final int FLAGS = 32;
    private static final int BE = 0x08;

    private Decoy() {}

    /** One that {@code response} could be of, as far as anything but its key goes; empty where nothing could. */
    static Optional<StoredCredential> of(AuthenticationResponse response) {
        byte[] id = response.credentialId();
        byte[] data = response.authenticatorData();
        byte[] handle = response.userHandle().orElse(new byte[0]);
        if (id.length == 0 || id.length > CredentialId.MAX_LENGTH || handle.length != UserHandle.LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new StoredCredential(
                new CredentialId(id),
                new UserHandle(handle),
                Key.COSE,
                KeyAlgorithm.ES256,
                0,
                data.length > FLAGS && (data[FLAGS] & BE) != 0,
                false,
                new TreeSet<>(),
                "",
                "",
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH));
    }

    /** Made when the first is refused. */
    private static final class Key {
        static final byte[] COSE = make();

        private static byte[] make() {
            byte[] spki;
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                spki = generator.generateKeyPair().getPublic().getEncoded();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK has P-256", impossible);
            }
            // RFC 5480 §2.2: the uncompressed point is the last of a SubjectPublicKeyInfo.
            return CBORObject.NewOrderedMap()
                    .Add(1, 2)
                    .Add(3, KeyAlgorithm.ES256.cose())
                    .Add(-1, 1)
                    .Add(-2, Arrays.copyOfRange(spki, spki.length - 64, spki.length - 32))
                    .Add(-3, Arrays.copyOfRange(spki, spki.length - 32, spki.length))
                    .EncodeToBytes();
        }
    }
}
