package org.lanyard.webauthn;

import java.net.URI;
import java.util.Objects;

/**
 * What the service needs to be told.
 *
 * @param rules of the relying party
 * @param issuer the session service's identifier, the {@code aud} of every assertion, exactly as it writes it
 * @param door where the session service is reached from here: the issuer itself, or an inner address of it
 * @param metadata of models of authenticators
 */
public record WebAuthnConfig(RelyingPartyRules rules, String issuer, URI door, MetadataConfig metadata) {
    public WebAuthnConfig {
        Objects.requireNonNull(metadata);
        Objects.requireNonNull(rules);
        Objects.requireNonNull(issuer);
        if (door.getHost() == null || !("https".equals(door.getScheme()) || "http".equals(door.getScheme()))) {
            throw new IllegalArgumentException("the door's address is an http or https URL");
        }
        if (door.getRawQuery() != null || door.getRawFragment() != null || door.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the door's address has no query, fragment or user in it");
        }
    }

    /** Without metadata. */
    public WebAuthnConfig(RelyingPartyRules rules, String issuer, URI door) {
        this(rules, issuer, door, MetadataConfig.NONE);
    }

    /** The session service reached under its own identifier. */
    public static WebAuthnConfig of(RelyingPartyRules rules, String issuer) {
        return new WebAuthnConfig(rules, issuer, URI.create(issuer));
    }

    public WebAuthnConfig withMetadata(MetadataConfig other) {
        return new WebAuthnConfig(rules, issuer, door, other);
    }
}
