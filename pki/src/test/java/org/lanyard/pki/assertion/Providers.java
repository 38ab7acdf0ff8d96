package org.lanyard.pki.assertion;

import java.security.Provider;
import java.security.Security;
import java.util.concurrent.Callable;
import org.lanyard.pki.keystore.CryptoProviders;

/** Who does the arithmetic: both must judge alike. */
enum Providers {
    /** Corretto where its native library loads. */
    FASTEST,
    /** The JDK's own alone, as on a platform without Corretto. */
    JDK;

    /** Runs with this order of providers, and puts the JVM's order back. */
    <T> T run(Callable<T> work) throws Exception {
        String fastest = CryptoProviders.install();
        Provider provider = Security.getProvider(fastest);
        boolean removed = this == JDK && !fastest.startsWith("Sun");
        if (removed) {
            Security.removeProvider(fastest);
        }
        try {
            return work.call();
        } finally {
            if (removed) {
                Security.insertProviderAt(provider, 1);
            }
        }
    }
}
