package org.lanyard.pki.assertion;

import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.profile.Profile;

/**
 * Who may speak in an assertion: the closed list. Which one speaks is told by the profile of the certificate that
 * signed, never by a claim.
 */
public enum Speaker {
    /** A pupil's card, by its key 9E (tap) or 9A (tap and PIN). */
    CARD("card-assertion+jwt", Set.of("iss", "sub", "aud", "iat", "exp", "jti", "client_id")),
    /** The WebAuthn service, which brings along what the authenticator signed. */
    WEBAUTHN_SERVICE(
            "webauthn-assertion+jwt", Set.of("iss", "sub", "aud", "iat", "exp", "jti", "webauthn", "attestation")),
    /** A kiosk's agent, for itself as an OAuth client (RFC 7523 §2.2). */
    KIOSK("client-authentication+jwt", Set.of("iss", "sub", "aud", "iat", "exp", "jti", "assertion_hash"));

    private final String type;
    private final Set<String> claims;

    Speaker(String type, Set<String> claims) {
        this.type = type;
        this.claims = claims;
    }

    /** The {@code typ} of this speaker's assertions. */
    public String type() {
        return type;
    }

    /** Every claim that this speaker can make. */
    Set<String> claims() {
        return claims;
    }

    /** As what a holder of a certificate of this profile speaks; empty if it may not. */
    public static Optional<Speaker> of(Profile profile) {
        return switch (profile) {
            case CARD_9E, CARD_9A -> Optional.of(CARD);
            case KIOSK -> Optional.of(KIOSK);
            case WEBAUTHN_SERVICE -> Optional.of(WEBAUTHN_SERVICE);
            case TLS_SERVER, OCSP_RESPONDER, ADMIN, CARD_CONTENT_SIGNER -> Optional.empty();
        };
    }
}
