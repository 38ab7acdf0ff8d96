package org.lanyard.session.invitation;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * An invitation that somebody wants made. All kinds but the letter have no second code: whoever orders one of them has made sure
 * that a member of staff, freshly signed in, has the person before them.
 *
 * @param channel how the second code travels; present for the kinds that have one
 */
public record InvitationOrder(UUID person, InvitationKind kind, Optional<SecondCodeChannel> channel) {
    public InvitationOrder {
        Objects.requireNonNull(person);
        if (channel.isPresent() != kind.needsSecondCode()) {
            throw new IllegalArgumentException(kind + " has a second code, or it has not");
        }
    }

    public static InvitationOrder letter(UUID person, SecondCodeChannel channel) {
        return new InvitationOrder(person, InvitationKind.LETTER, Optional.of(channel));
    }

    public static InvitationOrder inPerson(UUID person) {
        return new InvitationOrder(person, InvitationKind.IN_PERSON, Optional.empty());
    }

    public static InvitationOrder recovery(UUID person) {
        return new InvitationOrder(person, InvitationKind.RECOVERY, Optional.empty());
    }

    public static InvitationOrder pupil(UUID person) {
        return new InvitationOrder(person, InvitationKind.PUPIL, Optional.empty());
    }
}
