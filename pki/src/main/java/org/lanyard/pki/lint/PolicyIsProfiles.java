package org.lanyard.pki.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ours: an end entity carries exactly one policy of our arc, that of its profile, and beside it those that the
 * installation chose; the extension is not critical. By the first the profile is known again. RFC 5280 §6.1.3 (e) wants anyPolicy of the authority
 * above, or none of them would be valid for the path.
 */
final class PolicyIsProfiles implements Lint {
    private static final String ANY_POLICY = "2.5.29.32.0";

    @Override
    public String clause() {
        return "ours, from RFC 5280 §4.2.1.4";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<RawExtension> extension = certificate.extension("2.5.29.32");
        if (certificate.isAuthority()) {
            return authority(certificate, extension);
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

    private static Optional<String> authority(LintSubject certificate, Optional<RawExtension> extension) {
        if (certificate.isRoot()) {
            return Lint.unless(extension.isEmpty(), "a root's certificate must carry no policy: nobody processes it");
        }
        boolean kept = extension.isPresent()
                && !extension.get().critical()
                && Policies.read(extension.get().value()).equals(List.of(ANY_POLICY));
        return Lint.unless(kept, "an issuing authority's policies must be anyPolicy alone, not critical");
    }
}
