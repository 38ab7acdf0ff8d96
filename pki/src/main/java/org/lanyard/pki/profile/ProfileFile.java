package org.lanyard.pki.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code profiles.toml} as it is written: what it leaves out is as built in.
 *
 * @param profile by label: {@code [profile.card-9e]}
 */
record ProfileFile(Map<String, Changes> profile) {

    /**
     * A profile's table. Lists are of strings here, so that something unsafe is told with its clause instead of as a word
     * that is not known.
     */
    record Changes(
            Optional<Duration> validity,
            Optional<Duration> longestValidity,
            Optional<List<String>> keyUsage,
            Optional<List<String>> extendedKeyUsage,
            Optional<List<String>> policies,
            Optional<List<String>> keys,
            Optional<String> names,
            Optional<List<String>> within) {}
}
