package org.lanyard.pki.profile;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanyard.pki.keystore.KeyAlgorithm;

/**
 * A profile as somebody wants it, not judged yet.
 *
 * @param profile which one
 * @param arc whose policies and purposes are ours
 * @param purposes all of them, dotted
 */
record ProfileDraft(
        Profile profile,
        OidArc arc,
        Duration validity,
        Duration longestValidity,
        List<String> keyUsage,
        List<String> purposes,
        List<String> policies,
        List<String> keys,
        String names,
        List<String> within) {

    static ProfileDraft of(Profile profile, OidArc arc, ProfileFile.Changes changes) {
        ProfileSettings own = ProfileSettings.of(profile);
        Duration longest = changes.longestValidity().orElse(own.longestValidity());
        Duration validity = changes.validity().orElse(own.validity().compareTo(longest) > 0 ? longest : own.validity());
        return new ProfileDraft(
                profile,
                arc,
                validity,
                longest,
                changes.keyUsage().orElse(List.of(KeyUse.DIGITAL_SIGNATURE.label())),
                changes.extendedKeyUsage().map(KeyPurposes::dotted).orElse(List.of(arc.keyPurpose(profile))),
                changes.policies().orElse(List.of()),
                changes.keys()
                        .orElse(List.of(KeyAlgorithm.values()).stream()
                                .map(KeyAlgorithm::label)
                                .toList()),
                changes.names().orElse(profile.nameForm()),
                changes.within().orElse(List.of()));
    }

    /** As settings, once every rule is kept. */
    ProfileSettings settings() {
        Set<KeyUse> uses = keyUsage.stream()
                .map(label -> KeyUse.ofLabel(label).orElseThrow())
                .collect(Collectors.toSet());
        Set<KeyAlgorithm> algorithms = keys.stream()
                .map(label -> KeyAlgorithm.ofLabel(label).orElseThrow())
                .collect(Collectors.toSet());
        List<String> more = new LinkedHashSet<>(purposes)
                .stream().filter(oid -> !oid.equals(arc.keyPurpose(profile))).toList();
        return new ProfileSettings(profile, validity, longestValidity, uses, more, policies, algorithms, within);
    }
}
