package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lanyard.pki.profile.Profile;

/**
 * RFC 5280 §4.2.1.12: "If a certificate contains both a key usage extension and an extended key usage extension,
 * then both extensions MUST be processed independently and the certificate MUST only be used for a purpose
 * consistent with both extensions." Ours: exactly the one purpose of the profile; FIPS 201-3 wants id-PIV-cardAuth
 * critical.
 */
final class KeyPurposeIsProfiles implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.12";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.37");
        if (certificate.isAuthority()) {
            return Lint.unless(extension.isEmpty(), "an authority's certificate must carry no extended key usage");
        }
        Profile profile = certificate.profile().get();
        String wanted = certificate.arc().keyPurpose(profile);
        boolean kept = extension.isPresent()
                && extension.get().critical() == profile.extendedKeyUsageIsCritical()
                && List.of(ExtendedKeyUsage.getInstance(
                                        ASN1Sequence.getInstance(extension.get().value()))
                                .getUsages())
                        .equals(List.of(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(wanted))));
        return Lint.unless(kept, "the extended key usage must be " + wanted + " alone");
    }
}
