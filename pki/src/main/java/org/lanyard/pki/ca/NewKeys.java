package org.lanyard.pki.ca;

import java.security.KeyPair;
import java.util.Arrays;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.KeyToken;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.register.KeyPlace;

/** Where the keys of new issuing authorities are made and kept. */
public sealed interface NewKeys {
    /** What the register says of it. */
    KeyPlace place();

    /** Makes a P-256 key. */
    KeyPair generate() throws PkiException;

    /** Keeps it, certified. */
    void keep(AuthorityDirectory directory, String authorityId, SigningKey key) throws PkiException;

    /**
     * In PKCS#12 files of the folder.
     *
     * @param passphrase of all of them
     */
    record InFiles(Passphrase passphrase) implements NewKeys {
        @Override
        public KeyPlace place() {
            return KeyPlace.FILE;
        }

        @Override
        public KeyPair generate() throws PkiException {
            return AuthorityCertificates.pair("secp256r1");
        }

        @Override
        public void keep(AuthorityDirectory directory, String authorityId, SigningKey key) throws PkiException {
            char[] typed = passphrase.read();
            try {
                KeyFiles.create(directory.keyFile(authorityId), key, typed);
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }

    /**
     * In a PKCS#11 token.
     *
     * @param token where one is logged in
     */
    record InToken(KeyToken token) implements NewKeys {
        @Override
        public KeyPlace place() {
            return KeyPlace.TOKEN;
        }

        @Override
        public KeyPair generate() throws PkiException {
            return token.generate();
        }

        @Override
        public void keep(AuthorityDirectory directory, String authorityId, SigningKey key) throws PkiException {
            token.keep(authorityId, key);
        }
    }
}
