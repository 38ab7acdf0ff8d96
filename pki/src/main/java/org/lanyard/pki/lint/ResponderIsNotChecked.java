package org.lanyard.pki.lint;

import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.profile.Profile;

/**
 * RFC 6960 §4.2.2.2.1: "A CA may specify that an OCSP client can trust a responder for the lifetime of the responder's
 * certificate. The CA does so by including the extension id-pkix-ocsp-nocheck. This SHOULD be a non-critical extension.
 * The value of the extension SHALL be NULL." Ours: in every responder's certificate, and in no other.
 */
final class ResponderIsNotChecked implements Lint {
    static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

    private static final byte[] NULL = {5, 0};

    @Override
    public String clause() {
        return "RFC 6960 §4.2.2.2.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension(NO_CHECK);
        if (!certificate.profile().map(Profile::isNotCheckedForRevocation).orElse(false)) {
            return Lint.unless(
                    extension.isEmpty(), "take id-pkix-ocsp-nocheck out: only an OCSP responder is not checked");
        }
        boolean kept = extension
                .map(found -> !found.critical() && Arrays.equals(found.value(), NULL))
                .orElse(false);
        return Lint.unless(
                kept, "an OCSP responder's certificate must carry id-pkix-ocsp-nocheck, NULL and not critical");
    }
}
