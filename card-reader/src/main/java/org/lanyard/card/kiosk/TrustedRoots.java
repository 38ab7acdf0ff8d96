package org.lanyard.card.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;

/** Whose certificates the service may have: those of the authorities that the JDK knows, and of the school's own. */
final class TrustedRoots {
    private TrustedRoots() {}

    /** @throws PkiException CERTIFICATE_MALFORMED, or CONFIGURATION_UNREADABLE where the file is not there */
    static SSLContext and(Path root) throws PkiException {
        try {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            int number = 0;
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    for (X509Certificate each : known.getAcceptedIssuers()) {
                        all.setCertificateEntry("known-" + number++, each);
                    }
                }
            }
            all.setCertificateEntry("own", CertificateReader.read(Files.readAllBytes(root)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException(PkiReason.CONFIGURATION_UNREADABLE, root.toString(), e);
        }
    }

    private static TrustManager[] managers(KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }
}
