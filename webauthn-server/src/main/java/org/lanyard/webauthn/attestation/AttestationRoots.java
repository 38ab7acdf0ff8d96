package org.lanyard.webauthn.attestation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PemOrDer;

/** Certificates by configuration that vouch for authenticators which FIDO does not list. */
public final class AttestationRoots {
    private AttestationRoots() {}

    /** @throws IllegalArgumentException where a file has no certificate that can be read */
    public static Set<X509Certificate> read(List<Path> files) {
        Set<X509Certificate> roots = new HashSet<>();
        for (Path file : files) {
            try {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                for (byte[] der : PemOrDer.read(InputFiles.read(file), "CERTIFICATE")) {
                    roots.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
                }
            } catch (IOException | PathException | CertificateException bad) {
                throw new IllegalArgumentException("attestation-roots: " + file + " cannot be read", bad);
            }
        }
        return roots;
    }
}
