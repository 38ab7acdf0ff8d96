package org.lanyard.webauthn.http;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the other providers while it is open, and counts the ES256 signatures that are looked at. */
final class CountedVerifications implements AutoCloseable {
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Provider counting = new Counting();

    CountedVerifications() {
        COUNT.set(0);
        Security.insertProviderAt(counting, 1);
    }

    int count() {
        return COUNT.get();
    }

    @Override
    public void close() {
        Security.removeProvider(counting.getName());
    }

    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1L;

        Counting() {
            super("Counting", "1", "counts, and has another do the work");
            put("Signature." + ALGORITHM, Counted.class.getName());
        }
    }

    /** Made by the provider, by its name. */
    public static final class Counted extends SignatureSpi {
        private final Signature inner;

        /** Whoever is there beside this one. */
        public Counted() throws NoSuchAlgorithmException {
            Provider other = null;
            for (Provider provider : Security.getProviders("Signature." + ALGORITHM)) {
                if (other == null && !(provider instanceof Counting)) {
                    other = provider;
                }
            }
            inner = Signature.getInstance(ALGORITHM, other);
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            inner.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            inner.initSign(key);
        }

        @Override
        protected void engineUpdate(byte one) throws SignatureException {
            inner.update(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            inner.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return inner.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            COUNT.incrementAndGet();
            return inner.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
