package org.lanyard.pki.assertion;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * What a card says: that it is the card of this id, and that it was asked by this kiosk with this challenge.
 *
 * @param card the card's opaque id; {@code iss} and {@code sub} are its {@code urn:uuid:}
 * @param audience {@code aud}: the identifier of the issuer whose door this is for
 * @param issuedAt {@code iat}, whole seconds
 * @param expiresAt {@code exp}, whole seconds, at most 60 s later
 * @param challenge {@code jti}: the door's challenge as it was given, in base64url
 * @param clientId {@code client_id}: the kiosk's URI, absolute and in ASCII
 */
public record CardClaims(
        UUID card, String audience, Instant issuedAt, Instant expiresAt, String challenge, URI clientId)
        implements AssertionClaims {
    public CardClaims {
        issuedAt = AssertionClaims.seconds(issuedAt);
        expiresAt = AssertionClaims.seconds(expiresAt);
        AssertionClaims.require(audience, issuedAt, expiresAt, challenge);
        if (card == null || !SpeakerRules.isName(clientId)) {
            throw new IllegalArgumentException("A card's claims name the card, and the kiosk by an absolute URI");
        }
    }

    @Override
    public Speaker speaker() {
        return Speaker.CARD;
    }

    @Override
    public String issuer() {
        return SpeakerRules.nameOf(card);
    }

    @Override
    public String subject() {
        return issuer();
    }

    @Override
    public String identifier() {
        return challenge;
    }
}
