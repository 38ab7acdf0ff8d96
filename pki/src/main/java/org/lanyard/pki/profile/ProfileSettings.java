package org.lanyard.pki.profile;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.lanyard.pki.keystore.KeyAlgorithm;

/**
 * What an installation may choose about a profile. Only {@link ProfileBook} makes other ones than the built-in, after
 * the rules of {@link ProfileRules}.
 *
 * @param profile which one
 * @param validity how long a certificate lasts when nothing else is asked for
 * @param longestValidity the longest that may be asked for
 * @param keyUsage what the key may do
 * @param morePurposes key purposes beside the profile's own, dotted
 * @param morePolicies certificate policies beside the profile's own, dotted
 * @param keys the kinds of key that are certified
 * @param within the domains that hosts, and the hosts of URIs, must lie in; any if empty
 */
public record ProfileSettings(
        Profile profile,
        Duration validity,
        Duration longestValidity,
        Set<KeyUse> keyUsage,
        List<String> morePurposes,
        List<String> morePolicies,
        Set<KeyAlgorithm> keys,
        List<String> within) {
    public ProfileSettings {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(longestValidity, "longestValidity");
        keyUsage = Set.copyOf(keyUsage);
        morePurposes = List.copyOf(morePurposes);
        morePolicies = List.copyOf(morePolicies);
        keys = Set.copyOf(keys);
        within = List.copyOf(within);
    }

    /** The built-in ones. */
    public static ProfileSettings of(Profile profile) {
        return new ProfileSettings(
                profile,
                profile.validity(),
                profile.longestValidity(),
                Set.of(KeyUse.DIGITAL_SIGNATURE),
                List.of(),
                List.of(),
                Set.of(KeyAlgorithm.values()),
                List.of());
    }

    /** Whether a name lies in the domains. */
    public boolean takes(SubjectName name) {
        if (within.isEmpty() || name instanceof SubjectName.Card) {
            return true;
        }
        if (name instanceof SubjectName.Hosts hosts) {
            return hosts.dnsNames().stream().allMatch(this::isWithin);
        }
        SubjectName.Service service = (SubjectName.Service) name;
        return service.uri().getHost() != null
                && isWithin(service.uri().getHost().toLowerCase(Locale.ROOT));
    }

    private boolean isWithin(String host) {
        return within.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }
}
