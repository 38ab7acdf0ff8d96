package org.lanyard.pki.profile;

import java.util.Objects;

/**
 * Something unsafe in a profile.
 *
 * @param profile the profile's label
 * @param key the key in its table
 * @param clause where the rule stands
 * @param problem what is wrong, in words that say how to mend it
 */
public record ProfileFinding(String profile, String key, String clause, String problem) {
    public ProfileFinding {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String toString() {
        return "[profile." + profile + "] " + key + ": " + problem + " (" + clause + ")";
    }
}
