package org.lanyard.session.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * The session that a request belongs to, as its row said when the request came.
 *
 * @param session the session's internal id; never shown to anybody outside
 * @param kiosk the kiosk's {@code client_id}, where the session is a kiosk's
 * @param credential the id of the key that opened it, where it was a key
 * @param mustAddKey whether the person has fewer keys than their policy asks for: the page of keys is all that is shown then
 * @param csrfToken to be put into every form of the page as {@code csrf}
 */
public record SignedIn(
        UUID session,
        UUID person,
        Acr acr,
        Instant signedInAt,
        Optional<URI> kiosk,
        Optional<String> credential,
        boolean mustAddKey,
        String csrfToken) {
    /** For so long a sign-in with a key stands for the person, where their keys are changed. */
    public static final Duration FRESH = Duration.ofMinutes(10);

    public SignedIn {
        Objects.requireNonNull(session);
        Objects.requireNonNull(person);
        Objects.requireNonNull(acr);
        Objects.requireNonNull(signedInAt);
        Objects.requireNonNull(kiosk);
        Objects.requireNonNull(credential);
        Objects.requireNonNull(csrfToken);
    }

    /** Whether its person showed a key, or their card with its PIN, within the last ten minutes. */
    public boolean freshAt(Instant now) {
        return (credential.isPresent() || acr == Acr.TAP_PIN) && now.isBefore(signedInAt.plus(FRESH));
    }

    /**
     * Asks for a sign-in with a key, or with card and PIN, within the last ten minutes.
     *
     * @throws RefusedException FRESH_SIGN_IN_NEEDED
     */
    public void requireFresh(Instant now) throws RefusedException {
        if (!freshAt(now)) {
            throw new RefusedException(Reason.FRESH_SIGN_IN_NEEDED);
        }
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
