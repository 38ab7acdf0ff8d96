package org.lanyard.pki.ca;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/** Makes a P-256 key for a program on this machine and keeps it, certified, in a PKCS#12 file with its chain. */
public final class KeyFileIssuance {
    private final Authority authority;
    private final SecureRandom random;

    public KeyFileIssuance(Authority authority, SecureRandom random) {
        this.authority = authority;
        this.random = random;
    }

    /**
     * Makes the key, has it certified and writes the file.
     *
     * @param file must not be there yet
     * @param validity the profile's own if empty
     * @param actor who asks, an opaque id
     * @throws PkiException KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE before anything is issued; as {@link Passphrase#read()}, as
     *     {@link Authority#issue}, as {@link KeyFiles#create}
     */
    public X509Certificate create(
            Path file,
            Passphrase passphrase,
            Profile profile,
            SubjectName subject,
            Optional<Duration> validity,
            String actor)
            throws PkiException {
        KeyFiles.requireRoom(file);
        char[] characters = passphrase.read();
        try {
            KeyPair pair = pair();
            X509Certificate certificate =
                    authority.issue(new IssuanceRequest(profile, pair.getPublic(), subject, validity), actor);
            KeyFiles.create(
                    file, new SigningKey(pair.getPrivate(), List.of(certificate, authority.certificate())), characters);
            return certificate;
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }
}
