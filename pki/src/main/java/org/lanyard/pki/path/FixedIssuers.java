package org.lanyard.pki.path;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.CertificateExtensions;
import org.lanyard.pki.revocation.CertificateId;

/** A list of authorities that never changes. */
public final class FixedIssuers implements TrustedIssuers {
    private final Map<String, X509Certificate> byKeyIdentifier;

    private FixedIssuers(Map<String, X509Certificate> byKeyIdentifier) {
        this.byKeyIdentifier = byKeyIdentifier;
    }

    /**
     * The list.
     *
     * @throws PkiException KEY_IDENTIFIER_MISSING if an authority has no subject key identifier
     */
    public static FixedIssuers of(List<X509Certificate> authorities) throws PkiException {
        Map<String, X509Certificate> map = new HashMap<>();
        for (X509Certificate authority : authorities) {
            map.put(CertificateId.issuerId(authority), authority);
        }
        return new FixedIssuers(Map.copyOf(map));
    }

    /** As {@link #of(List)}. */
    public static FixedIssuers of(X509Certificate... authorities) throws PkiException {
        return of(List.of(authorities));
    }

    @Override
    public Optional<X509Certificate> issuerOf(X509Certificate leaf) throws PkiException {
        Optional<byte[]> identifier = CertificateExtensions.authorityKeyIdentifier(leaf);
        if (identifier.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate authority = byKeyIdentifier.get(HexFormat.of().formatHex(identifier.get()));
        return authority != null && authority.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
                ? Optional.of(authority)
                : Optional.empty();
    }

    @Override
    public long generation() {
        return 0;
    }
}
