package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * RFC 5280 §4.2.1.4: "To promote interoperability, this profile RECOMMENDS that policy information terms consist of only
 * an OID." A notice or an address would also tell whose certificate it is.
 */
final class PoliciesHaveNoQualifiers implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.4";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.32");
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        for (PolicyInformation policy : CertificatePolicies.getInstance(
                        ASN1Sequence.getInstance(extension.get().value()))
                .getPolicyInformation()) {
            if (policy.getPolicyQualifiers() != null) {
                return Optional.of("take the qualifiers out of policy " + policy.getPolicyIdentifier());
            }
        }
        return Optional.empty();
    }
}
