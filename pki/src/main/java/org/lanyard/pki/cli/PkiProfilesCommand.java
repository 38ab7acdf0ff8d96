package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.ca.IssuingRules;
import org.lanyard.pki.ca.ProfileSamples;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.profile.KeyPurposes;
import org.lanyard.pki.profile.KeyUse;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.ProfileBook;
import org.lanyard.pki.profile.ProfileSettings;
import org.lanyard.pki.revocation.PublicationPoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lanyard pki profiles}: what may be issued, held against every rule. */
@Command(
        name = "profiles",
        description = {
            "Show the profiles, and lint a sample certificate of each for each kind of key it takes.",
            "profiles.toml in the authority's folder changes what is built in; what it leaves out stays."
        })
public final class PkiProfilesCommand extends PkiSubcommand {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String LINE = "%-19s  %-8s  %-8s  %-9s  %-40s  %s";

    @Mixin
    private AuthorityOptions authority;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Judge this file instead, before you put it into the authority's folder.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    void run() throws PkiException {
        OidArc arc = authority.arc();
        ProfileBook book = book(arc);
        ProfileSamples samples = new ProfileSamples(
                new IssuingRules(arc, book, PublicationPoints.NONE),
                surroundings().clock().instant(),
                surroundings().random());
        if (!json) {
            out().println(LINE.formatted("PROFILE", "USUALLY", "AT MOST", "NAMES", "KEYS", "PURPOSES"));
        }
        for (Profile profile : Profile.values()) {
            samples.require(profile);
            ProfileSettings settings = book.of(profile);
            out().println(json ? json(settings, arc) : line(settings, arc));
        }
        if (!json) {
            out().println("Every profile keeps every rule.");
        }
    }

    private ProfileBook book(OidArc arc) throws PkiException {
        if (file != null) {
            if (!Files.exists(file)) {
                throw new PkiException(PkiReason.CONFIGURATION_UNREADABLE, file.toString());
            }
            return ProfileBook.read(file, arc);
        }
        return authority.hasFolder(store())
                ? ProfileBook.read(authority.folder(store()).resolve(ProfileBook.FILE), arc)
                : ProfileBook.DEFAULTS;
    }

    private static String line(ProfileSettings settings, OidArc arc) {
        return LINE.formatted(
                        settings.profile().label(),
                        days(settings.validity()),
                        days(settings.longestValidity()),
                        settings.profile().nameForm(),
                        String.join(",", keys(settings)),
                        String.join(",", purposes(settings, arc)))
                .stripTrailing();
    }

    private static String json(ProfileSettings settings, OidArc arc) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("profile", settings.profile().label());
        node.put("validity", days(settings.validity()));
        node.put("longest_validity", days(settings.longestValidity()));
        node.put("names", settings.profile().nameForm());
        strings(node.putArray("within"), settings.within());
        strings(node.putArray("keys"), keys(settings));
        strings(
                node.putArray("key_usage"),
                settings.keyUsage().stream().map(KeyUse::label).sorted().toList());
        strings(node.putArray("extended_key_usage"), purposes(settings, arc));
        strings(
                node.putArray("policies"),
                Stream.concat(Stream.of(arc.policy(settings.profile())), settings.morePolicies().stream())
                        .toList());
        return node.toString();
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static List<String> keys(ProfileSettings settings) {
        return settings.keys().stream()
                .sorted(Comparator.naturalOrder())
                .map(KeyAlgorithm::label)
                .collect(Collectors.toList());
    }

    private static List<String> purposes(ProfileSettings settings, OidArc arc) {
        return Stream.concat(Stream.of(arc.keyPurpose(settings.profile())), settings.morePurposes().stream())
                .map(KeyPurposes::name)
                .toList();
    }

    private static String days(Duration time) {
        return time.toDays() > 0 ? time.toDays() + "d" : time.toHours() + "h";
    }
}
