package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lanyard.pki.profile.Profile;

/**
 * RFC 5280 §4.2.1.12: "If a certificate contains both a key usage extension and an extended key usage extension,
 * then both extensions MUST be processed independently and the certificate MUST only be used for a purpose
 * consistent with both extensions." Ours: exactly the purposes of the profile, its own first; FIPS 201-3 wants id-PIV-cardAuth
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
        List<KeyPurposeId> wanted = Stream.concat(
                        Stream.of(certificate.arc().keyPurpose(profile)),
                        certificate.settings().get().morePurposes().stream())
                .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                .toList();
        boolean kept = extension.isPresent()
                && extension.get().critical() == profile.extendedKeyUsageIsCritical()
                && List.of(ExtendedKeyUsage.getInstance(
                                        ASN1Sequence.getInstance(extension.get().value()))
                                .getUsages())
                        .equals(wanted);
        return Lint.unless(
                kept,
                () -> "the extended key usage must be "
                        + wanted.stream().map(KeyPurposeId::getId).collect(Collectors.joining(", ")) + " alone");
    }
}
