package org.lanyard.pki.path.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.parse.ParsedCertificate;

/** Certificates that came along, none of them trusted, found by subject. Immutable. */
public final class CertificatePool {
    /** None. */
    public static final CertificatePool EMPTY = new CertificatePool(List.of());

    private final Map<DistinguishedName, List<ParsedCertificate>> bySubject = new HashMap<>();

    private CertificatePool(Collection<ParsedCertificate> certificates) {
        for (ParsedCertificate certificate : new LinkedHashSet<>(certificates)) {
            bySubject
                    .computeIfAbsent(certificate.subject(), name -> new ArrayList<>(1))
                    .add(certificate);
        }
    }

    /** These; what is there twice counts once. */
    public static CertificatePool of(Collection<ParsedCertificate> certificates) {
        return certificates.isEmpty() ? EMPTY : new CertificatePool(certificates);
    }

    /** Those with this subject. */
    public List<ParsedCertificate> named(DistinguishedName subject) {
        return bySubject.getOrDefault(subject, List.of());
    }
}
