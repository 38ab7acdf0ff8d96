package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ours: an end entity carries exactly one policy of our arc, that of its profile, and beside it those that the
 * installation chose; the extension is not critical. By the first the profile is known again. An authority under this arc carries none.
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
        List<String> wanted = Stream.concat(
                        Stream.of(certificate.arc().policy(certificate.profile().get())),
                        certificate.settings().get().morePolicies().stream())
                .toList();
        boolean kept = extension.isPresent()
                && !extension.get().critical()
                && Policies.read(extension.get().value()).equals(wanted);
        return Lint.unless(kept, () -> "the policies must be " + String.join(", ", wanted) + " alone, not critical");
    }
}
