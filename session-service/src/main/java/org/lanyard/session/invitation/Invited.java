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
public record Invited(
        UUID id, InvitationKind kind, InvitationCode code, Optional<SecondCode> second, Instant expiresAt) {
    /** What the page reads at the end of a link whose code is all that is needed. */
    private static final String ONLY = ".only";

    /** Where the person goes, with the code where no server's log sees it. @param issuer without a slash at its end */
    public String link(String issuer) {
        return issuer + "/invitation#" + code.reveal() + (kind.needsSecondCode() ? "" : ONLY);
    }

    @Override
    public String toString() {
        return "Invited[" + id + "]";
    }
}
