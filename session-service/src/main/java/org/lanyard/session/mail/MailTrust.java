package org.lanyard.session.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** By whose certificates a mail server is known, where it is not one of the world's authorities. */
final class MailTrust {
    private MailTrust() {}

    static SSLSocketFactory in(Path file) throws PkiException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> roots =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (roots.isEmpty()) {
                throw new PkiException(PkiReason.CONFIGURATION_INVALID, "mail.trust has no certificate: " + file);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate root : roots) {
                store.setCertificateEntry("root" + number++, root);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException(PkiReason.CONFIGURATION_INVALID, "mail.trust cannot be read: " + file, e);
        }
    }
}
