package org.lanyard.dist.serve;

import java.util.Arrays;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.session.config.SessionConfig;

/** The server's own TLS key, as Jetty takes it: TLS 1.2 and 1.3 with Jetty's list of sound cipher suites. */
final class TlsKeys {

    private TlsKeys() {}

    static SslContextFactory.Server factory(SessionConfig.Tls tls) throws PkiException {
        return with(tls, new SslContextFactory.Server());
    }

    /** The same key in another factory. */
    static <F extends SslContextFactory.Server> F with(SessionConfig.Tls tls, F factory) throws PkiException {
        char[] passphrase = new Passphrase.FromFile(tls.passphraseFile()).read();
        try {
            factory.setKeyStorePath(tls.keystore().toUri().toString());
            factory.setKeyStoreType("PKCS12");
            factory.setKeyStorePassword(new String(passphrase));
            factory.setSniRequired(false);
            return factory;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }
}
