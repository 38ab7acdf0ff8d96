package org.lanyard.pki.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.config.Toml;

/**
 * The settings of every profile: the built-in ones, changed by {@code profiles.toml} in the authority's folder.
 *
 * <pre>{@code
 * [profile.card-9e]
 * validity = "1095d"
 * keys = ["p-256", "p-384"]
 *
 * [profile.tls-server]
 * longest-validity = "397d"
 * within = ["school.example"]
 * }</pre>
 *
 * <p>A change to something unsafe is refused with the clause that it breaks.
 */
public final class ProfileBook {
    /** The file's name in the authority's folder. */
    public static final String FILE = "profiles.toml";

    /** As built in. */
    public static final ProfileBook DEFAULTS = new ProfileBook(Arrays.stream(Profile.values())
            .collect(Collectors.toMap(
                    profile -> profile, ProfileSettings::of, (a, b) -> a, () -> new EnumMap<>(Profile.class))));

    private final Map<Profile, ProfileSettings> settings;

    private ProfileBook(Map<Profile, ProfileSettings> settings) {
        this.settings = settings;
    }

    /**
     * Reads a file; the built-in settings where there is none.
     *
     * @throws PkiException CONFIGURATION_UNREADABLE, CONFIGURATION_INVALID, or PROFILE_UNSAFE with every broken rule
     */
    public static ProfileBook read(Path file, OidArc arc) throws PkiException {
        List<ProfileDraft> drafts = drafts(file, arc);
        List<ProfileFinding> findings = findings(drafts);
        if (!findings.isEmpty()) {
            throw new PkiException(
                    PkiReason.PROFILE_UNSAFE,
                    file + "\n  "
                            + findings.stream().map(ProfileFinding::toString).collect(Collectors.joining("\n  ")));
        }
        Map<Profile, ProfileSettings> settings = new EnumMap<>(DEFAULTS.settings);
        drafts.forEach(draft -> settings.put(draft.profile(), draft.settings()));
        return new ProfileBook(settings);
    }

    /**
     * Every rule that a file breaks; empty where it breaks none.
     *
     * @throws PkiException CONFIGURATION_UNREADABLE, CONFIGURATION_INVALID if it cannot even be read as profiles
     */
    public static List<ProfileFinding> check(Path file, OidArc arc) throws PkiException {
        return findings(drafts(file, arc));
    }

    private static List<ProfileFinding> findings(List<ProfileDraft> drafts) {
        return drafts.stream()
                .flatMap(draft -> ProfileRules.findings(draft).stream())
                .toList();
    }

    private static List<ProfileDraft> drafts(Path file, OidArc arc) throws PkiException {
        ProfileFile written = Toml.readOrDefaults(file, new ProfileFile(Map.of()));
        List<ProfileDraft> drafts = new ArrayList<>();
        for (Map.Entry<String, ProfileFile.Changes> entry : written.profile().entrySet()) {
            Optional<Profile> profile = Profile.ofLabel(entry.getKey());
            if (profile.isEmpty()) {
                throw new PkiException(
                        PkiReason.CONFIGURATION_INVALID,
                        file + "\n  profile." + entry.getKey() + ": unknown profile; known are "
                                + Arrays.stream(Profile.values())
                                        .map(Profile::label)
                                        .collect(Collectors.joining(", ")));
            }
            drafts.add(ProfileDraft.of(profile.get(), arc, entry.getValue()));
        }
        return drafts;
    }

    /** The settings of a profile. */
    public ProfileSettings of(Profile profile) {
        return settings.get(profile);
    }
}
