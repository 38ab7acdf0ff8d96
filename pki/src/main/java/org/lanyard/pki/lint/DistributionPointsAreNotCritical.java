package org.lanyard.pki.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * RFC 5280 §4.2.1.13: "The extension SHOULD be non-critical". "If the DistributionPointName contains a general
 * name of type URI, the following semantics MUST be assumed: the URI is a pointer to the current CRL […].
 * conforming CAs SHOULD include at least one LDAP or HTTP URI." Ours: plain HTTP, since fetching it over TLS may
 * need the very list.
 */
final class DistributionPointsAreNotCritical implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.13";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.31");
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        boolean kept = !extension.get().critical();
        for (DistributionPoint point : CRLDistPoint.getInstance(
                        ASN1Sequence.getInstance(extension.get().value()))
                .getDistributionPoints()) {
            for (GeneralName name : GeneralNames.getInstance(
                            point.getDistributionPoint().getName())
                    .getNames()) {
                kept &= name.getTagNo() == GeneralName.uniformResourceIdentifier
                        && ASN1IA5String.getInstance(name.getName()).getString().startsWith("http://");
            }
        }
        return Lint.unless(kept, "a distribution point must be a plain http URI, in an extension that is not critical");
    }
}
