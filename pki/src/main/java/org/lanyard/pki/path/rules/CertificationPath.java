package org.lanyard.pki.path.rules;

import java.util.List;
import org.lanyard.pki.path.parse.ParsedCertificate;

/**
 * A path as it is given, nothing checked: the certificate that is judged first, each further one named as the issuer of the one
 * before, and the anchor, which is not among them (RFC 5280 §6.1).
 */
public record CertificationPath(List<ParsedCertificate> certificates, TrustAnchor anchor) {
    public CertificationPath {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("A path has at least the certificate that is judged");
        }
    }

    /** The certificate that is judged. */
    public ParsedCertificate leaf() {
        return certificates.get(0);
    }
}
