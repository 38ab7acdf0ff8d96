package org.lanyard.pki.path.rules;

import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.parse.NameConstraints;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.SubjectKey;

/**
 * Whom a path may end at: RFC 5280 §6.1.1 (d), with what the installation says of it beyond its certificate (RFC 5937).
 *
 * @param certificate where it came as one; its own constraints count too
 * @param constraints of the installation's own
 * @param policies of the installation's own; empty: all
 */
public record TrustAnchor(
        DistinguishedName name,
        SubjectKey key,
        Optional<ParsedCertificate> certificate,
        Optional<NameConstraints> constraints,
        Set<String> policies) {
    public TrustAnchor {
        policies = Set.copyOf(policies);
    }

    /** An anchor that is a certificate and nothing more. */
    public static TrustAnchor of(ParsedCertificate certificate) {
        return new TrustAnchor(
                certificate.subject(), certificate.key(), Optional.of(certificate), Optional.empty(), Set.of());
    }

    /** The same, for these policies alone. */
    public TrustAnchor withPolicies(Set<String> only) {
        return new TrustAnchor(name, key, certificate, constraints, only);
    }

    /** The same, constrained. */
    public TrustAnchor withConstraints(NameConstraints names) {
        return new TrustAnchor(name, key, certificate, Optional.of(names), policies);
    }
}
