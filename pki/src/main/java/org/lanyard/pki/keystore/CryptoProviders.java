package org.lanyard.pki.keystore;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts Amazon Corretto Crypto Provider first in the JCA's list where its native library loads, and leaves the JDK's own
 * providers elsewhere. Everything that signs or verifies asks the JCA without naming a provider, so this order alone
 * decides who does the arithmetic.
 */
public final class CryptoProviders {
    private static final Logger LOG = LoggerFactory.getLogger(CryptoProviders.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private CryptoProviders() {}

    /**
     * Installs the order, once for the JVM; later calls only answer.
     *
     * @return the name of the provider that does the curve arithmetic from now on
     */
    public static String install() {
        return Installed.NAME;
    }

    private static final class Installed {
        static final String NAME = putCorrettoFirst();

        private Installed() {}
    }

    private static String putCorrettoFirst() {
        try {
            Class<?> type = Class.forName(CORRETTO);
            Provider corretto = (Provider) type.getField("INSTANCE").get(null);
            Object failure = type.getMethod("getLoadingError").invoke(corretto);
            if (failure == null) {
                type.getMethod("assertHealthy").invoke(corretto);
                Security.removeProvider(corretto.getName());
                Security.insertProviderAt(corretto, 1);
            } else {
                LOG.info("Corretto's native library does not load here; the JDK's providers do the arithmetic");
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // Absent on this platform, or its self-tests failed: the JDK's own are slower and correct.
            LOG.info("Corretto is not available here; the JDK's providers do the arithmetic");
        }
        try {
            return KeyPairGenerator.getInstance("EC").getProvider().getName();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no elliptic curves", e);
        }
    }
}
