package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;

/**
 * Ours: an end entity carries exactly one policy, that of its profile, and no critical one; by it the profile is
 * known again. An authority under this arc carries none.
 */
final class PolicyIsProfiles implements Lint {
    @Override
    public String clause() {
        return "ours, from RFC 5280 §4.2.1.4";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.32");
        if (certificate.isAuthority()) {
            return Lint.unless(extension.isEmpty(), "an authority's certificate must carry no policy");
        }
        String wanted = certificate.arc().policy(certificate.profile().get());
        boolean kept = extension.isPresent()
                && !extension.get().critical()
                && Policies.read(extension.get().value()).equals(List.of(wanted));
        return Lint.unless(kept, "the policies must be " + wanted + " alone, not critical");
    }
}
