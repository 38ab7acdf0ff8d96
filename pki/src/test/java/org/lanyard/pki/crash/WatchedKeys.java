package org.lanyard.pki.crash;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A provider whose keys tell what they are about to sign, before they do: so a test knows of a signature even if the process
 * that made it is killed before anybody was given it.
 */
final class WatchedKeys extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "SHA256withECDSA";

    WatchedKeys() {
        super("WatchedKeys", "1", "keys that tell what they sign");
        putService(new Service(
                this,
                "Signature",
                ALGORITHM,
                WatchedSignature.class.getName(),
                null,
                Map.of("SupportedKeyClasses", WatchedKey.class.getName())));
    }

    /** A key in the place of another. */
    static final class WatchedKey implements PrivateKey {
        private static final long serialVersionUID = 1L;

        private final transient PrivateKey key;
        private final transient Consumer<byte[]> told;

        WatchedKey(PrivateKey key, Consumer<byte[]> told) {
            this.key = key;
            this.told = told;
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    /** Gathers, tells, then lets the real key sign. */
    public static final class WatchedSignature extends SignatureSpi {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private WatchedKey watched;

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof WatchedKey mine)) {
                throw new InvalidKeyException("not a watched key");
            }
            watched = mine;
            data.reset();
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("it only signs");
        }

        @Override
        protected void engineUpdate(byte b) {
            data.write(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {
            data.write(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            byte[] signed = data.toByteArray();
            watched.told.accept(signed);
            try {
                Signature real = Signature.getInstance(ALGORITHM);
                real.initSign(watched.key);
                real.update(signed);
                return real.sign();
            } catch (java.security.GeneralSecurityException e) {
                throw new SignatureException(e);
            }
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException(name);
        }
    }
}
