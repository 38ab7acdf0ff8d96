package org.lanyard.pki.assertion;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one of the three speakers says. Times are whole seconds; fractions are cut off. The constructors refuse, by
 * {@link IllegalArgumentException}, what no verifier would accept whatever the time and place.
 */
public sealed interface AssertionClaims permits CardClaims, KioskClaims, WebAuthnClaims {

    /** Who says it. */
    Speaker speaker();

    /** The {@code aud}: the issuer's identifier of the door that it is meant for. */
    String audience();

    /** The {@code iat}. */
    Instant issuedAt();

    /** The {@code exp}, at most 60 s later. */
    Instant expiresAt();

    /** The {@code iss}: the name in the speaker's certificate. */
    String issuer();

    /** The {@code sub}. */
    String subject();

    /** The {@code jti}: 22 to 512 characters of base64url. */
    String identifier();

    /** The instant in whole seconds. */
    static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Refuses what no verifier would accept. */
    static void require(String audience, Instant issuedAt, Instant expiresAt, String identifier) {
        if (audience.isEmpty()) {
            throw new IllegalArgumentException("The audience is empty");
        }
        Duration lifetime = Duration.between(issuedAt, expiresAt);
        if (lifetime.compareTo(Duration.ZERO) <= 0 || lifetime.compareTo(ClaimRules.MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("An assertion lives for 1 to 60 s, not for " + lifetime);
        }
        if (!ClaimRules.isIdentifier(identifier)) {
            throw new IllegalArgumentException("A jti or challenge has 22 to 512 characters of base64url");
        }
    }
}
