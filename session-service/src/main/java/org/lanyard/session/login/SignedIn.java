package org.lanyard.session.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The session that a request belongs to, as its row said when the request came.
 *
 * @param session the session's internal id; never shown to anybody outside
 * @param kiosk the kiosk's {@code client_id}, where the session is a kiosk's
 * @param csrfToken to be put into every form of the page as {@code csrf}
 */
public record SignedIn(UUID session, UUID person, Acr acr, Instant signedInAt, Optional<URI> kiosk, String csrfToken) {
    public SignedIn {
        Objects.requireNonNull(session);
        Objects.requireNonNull(person);
        Objects.requireNonNull(acr);
        Objects.requireNonNull(signedInAt);
        Objects.requireNonNull(kiosk);
        Objects.requireNonNull(csrfToken);
    }

    /** Whether a form's {@code csrf} value is this session's, in constant time. */
    public boolean csrfMatches(String given) {
        return MessageDigest.isEqual(
                csrfToken.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SignedIn[" + session + ", " + acr + "]";
    }
}
