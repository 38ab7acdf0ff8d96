package org.lanyard.pki.lint;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanyard.pki.profile.KeyUse;

/**
 * RFC 5280 §4.2.1.3: "The digitalSignature bit is asserted when the subject public key is used for verifying
 * digital signatures, other than signatures on certificates (bit 5) and CRLs (bit 6)". Ours: the bits of the
 * profile and no other; SP 800-78-5 lets the keys 9A and 9E sign alone.
 */
final class KeyUsageOfLeaf implements Lint {
    @Override
    public String clause() {
        return "RFC 5280 §4.2.1.3";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (certificate.isAuthority()) {
            return Optional.empty();
        }
        Set<KeyUse> wanted = certificate.settings().get().keyUsage();
        boolean kept = certificate
                .keyUsage()
                .map(usage -> usage.getBytes().length == 1 && usage.getBytes()[0] == (byte) KeyUse.bits(wanted))
                .orElse(false);
        return Lint.unless(
                kept,
                "the key usage must be "
                        + wanted.stream().map(KeyUse::label).sorted().collect(Collectors.joining(", ")) + " alone");
    }
}
