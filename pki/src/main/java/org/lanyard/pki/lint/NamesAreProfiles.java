package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.lanyard.pki.profile.CertificateNames;

/**
 * Ours, from the design: a card is named by its UUID alone, a kiosk or service by one URI, a server by its host
 * names; no name of a person or a school has a place.
 */
final class NamesAreProfiles implements Lint {
    @Override
    public String clause() {
        return "ours";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (certificate.isAuthority()) {
            return Optional.empty();
        }
        List<GeneralName> names = certificate
                .extension("2.5.29.17")
                .map(extension -> List.of(GeneralNames.getInstance(ASN1Sequence.getInstance(extension.value()))
                        .getNames()))
                .orElse(List.of());
        try {
            CertificateNames.read(
                    certificate.parts().subject(), names, certificate.profile().get());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
