package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.lanyard.pki.profile.CertificateNames;
import org.lanyard.pki.profile.ProfileSettings;

/**
 * Ours: where the installation said in which domains its services lie, none is certified elsewhere. As with the permitted
 * subtrees of RFC 5280 §4.2.1.10, a domain stands for itself and for what is below it.
 */
final class NamesAreWithinProfile implements Lint {
    @Override
    public String clause() {
        return "ours, from RFC 5280 §4.2.1.10";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<ProfileSettings> settings = certificate.settings();
        Optional<RawExtension> extension = certificate.extension("2.5.29.17");
        if (settings.isEmpty() || settings.get().within().isEmpty() || extension.isEmpty()) {
            return Optional.empty();
        }
        List<GeneralName> names = List.of(GeneralNames.getInstance(
                        ASN1Sequence.getInstance(extension.get().value()))
                .getNames());
        try {
            return Lint.unless(
                    settings.get()
                            .takes(CertificateNames.read(
                                    certificate.parts().subject(),
                                    names,
                                    settings.get().profile())),
                    "the name must lie within "
                            + String.join(", ", settings.get().within()));
        } catch (IllegalArgumentException e) {
            // Of another kind altogether: NamesAreProfiles tells.
            return Optional.empty();
        }
    }
}
