package org.lanyard.session.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanyard.session.people.Duty;
import org.lanyard.session.people.PersonRole;

/**
 * To whom a policy applies.
 *
 * @param whom the code of a role ({@code guardian}) or of a duty ({@code school-admin}); no word is both
 * @param school those of this school; empty: wherever they are
 */
public record PolicyScope(String whom, Optional<UUID> school) {
    public PolicyScope {
        Objects.requireNonNull(school);
        String word = whom;
        boolean role =
                Arrays.stream(PersonRole.values()).anyMatch(one -> one.code().equals(word));
        Optional<Duty> duty = Duty.find(whom);
        if (!role && duty.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + whom.toLowerCase(Locale.ROOT) + "\" is neither a role nor a duty; there are: " + words());
        }
        if (school.isPresent() && !duty.map(Duty::ofASchool).orElse(true)) {
            throw new IllegalArgumentException(whom + " is of the whole authority: leave the school out");
        }
    }

    /** Everybody of a role, or with a duty, wherever. */
    public static PolicyScope everywhere(String whom) {
        return new PolicyScope(whom, Optional.empty());
    }

    private static String words() {
        return Stream.concat(
                        Arrays.stream(PersonRole.values()).map(PersonRole::code),
                        Arrays.stream(Duty.values()).map(Duty::code))
                .collect(Collectors.joining(", "));
    }
}
