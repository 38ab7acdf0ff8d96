package org.lanyard.session.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fresh invitation: the only time that its codes are seen.
 *
 * @param id what the office calls it
 * @param second for the office to tell; empty for the kinds without one, and where it went out by mail
 */
public record Invited(UUID id, InvitationCode code, Optional<SecondCode> second, Instant expiresAt) {
    @Override
    public String toString() {
        return "Invited[" + id + "]";
    }
}
