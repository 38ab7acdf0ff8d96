package org.lanyard.pki.lint;

import java.time.Duration;
import java.util.Optional;
import org.lanyard.pki.profile.Profile;

/**
 * Ours: no certificate outlives what its profile allows; the few minutes by which notBefore is set back do not
 * count.
 */
final class ValidityIsWithinProfile implements Lint {
    @Override
    public String clause() {
        return "ours";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        if (certificate.isAuthority()) {
            return Optional.empty();
        }
        Duration longest = certificate.settings().get().longestValidity();
        Duration asked = Duration.between(certificate.notBefore(), certificate.notAfter());
        return Lint.unless(
                asked.compareTo(longest.plus(Profile.SET_BACK)) <= 0,
                () -> "the validity must be at most " + longest.toDays() + " days");
    }
}
