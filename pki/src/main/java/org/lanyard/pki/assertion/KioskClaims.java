package org.lanyard.pki.assertion;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a kiosk says, for itself as a client (RFC 7523 §2.2), and where it brings a card's assertion, for that one.
 *
 * @param kiosk the kiosk's URI, which is its {@code client_id}, {@code iss} and {@code sub}
 * @param audience {@code aud}: the identifier of the issuer whose door this is for
 * @param issuedAt {@code iat}, whole seconds
 * @param expiresAt {@code exp}, whole seconds, at most 60 s later
 * @param jti beside a card's assertion the same challenge as in that; otherwise random, in base64url
 * @param assertionHash {@code assertion_hash}: {@link #hashOf} of the card's assertion beside it
 */
public record KioskClaims(
        URI kiosk, String audience, Instant issuedAt, Instant expiresAt, String jti, Optional<String> assertionHash)
        implements AssertionClaims {
    public KioskClaims {
        issuedAt = AssertionClaims.seconds(issuedAt);
        expiresAt = AssertionClaims.seconds(expiresAt);
        AssertionClaims.require(audience, issuedAt, expiresAt, jti);
        if (!SpeakerRules.isName(kiosk)) {
            throw new IllegalArgumentException("A kiosk is named by an absolute URI");
        }
        if (!assertionHash.map(SpeakerRules::is32Bytes).orElse(true)) {
            throw new IllegalArgumentException("An assertion hash has 32 bytes in base64url");
        }
    }

    /** Base64url of the SHA-256 of an assertion's ASCII, as {@code assertion_hash} carries it. */
    public static String hashOf(String assertion) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(assertion.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }

    @Override
    public Speaker speaker() {
        return Speaker.KIOSK;
    }

    @Override
    public String issuer() {
        return kiosk.toString();
    }

    @Override
    public String subject() {
        return issuer();
    }

    @Override
    public String identifier() {
        return jti;
    }
}
