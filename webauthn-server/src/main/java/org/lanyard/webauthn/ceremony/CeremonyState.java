package org.lanyard.webauthn.ceremony;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;

/**
 * What has to be known again when the browser answers.
 *
 * @param challenge the door's, in bytes; the browser signs over it
 * @param handle whose credential is being made; absent at authentication, where the credential says whose it is
 * @param expiresAt whole seconds; from then on the ceremony is over
 */
public record CeremonyState(Purpose purpose, byte[] challenge, Optional<UserHandle> handle, Instant expiresAt) {
    /** §13.4.3: "Challenges SHOULD therefore be at least 16 bytes long." */
    public static final int MIN_CHALLENGE = 16;

    public static final int MAX_CHALLENGE = 256;

    public CeremonyState {
        Objects.requireNonNull(purpose);
        if (challenge.length < MIN_CHALLENGE || challenge.length > MAX_CHALLENGE) {
            throw new IllegalArgumentException("a challenge has 16 to 256 bytes");
        }
        if (handle.isPresent() != (purpose == Purpose.REGISTRATION)) {
            throw new IllegalArgumentException("a handle goes with a registration, and with it alone");
        }
        challenge = challenge.clone();
        expiresAt = Instant.ofEpochSecond(expiresAt.getEpochSecond());
    }

    /** Reads a challenge as the door hands it out. */
    public static byte[] parseChallenge(String text) throws WebAuthnException {
        return Base64Url.decode(text)
                .filter(bytes -> bytes.length >= MIN_CHALLENGE && bytes.length <= MAX_CHALLENGE)
                .orElseThrow(() -> new WebAuthnException(Reason.CHALLENGE_MALFORMED));
    }

    @Override
    public byte[] challenge() {
        return challenge.clone();
    }

    /** The challenge in base64url: as it stands in the client data and as the {@code jti} of the assertion. */
    public String challengeText() {
        return Base64Url.encode(challenge);
    }
}
