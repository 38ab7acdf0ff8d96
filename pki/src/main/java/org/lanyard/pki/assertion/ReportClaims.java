package org.lanyard.pki.assertion;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * What the WebAuthn service says in a report, a JWT of the {@code typ} {@link #TYPE}. It names no subject and opens
 * nothing.
 *
 * @param service the service's URI, its {@code iss}
 * @param audience {@code aud}: the identifier of the issuer whose door this is for
 * @param issuedAt {@code iat}, whole seconds
 * @param expiresAt {@code exp}, whole seconds, at most 60 s later
 * @param identifier {@code jti}: 22 to 512 characters of base64url, another one each time it is said
 * @param report {@code counter} or {@code model}
 */
public record ReportClaims(
        URI service, String audience, Instant issuedAt, Instant expiresAt, String identifier, Report report) {
    /** No speaker's assertion has this, and nobody takes one for the other. */
    public static final String TYPE = "webauthn-report+jwt";

    public ReportClaims {
        issuedAt = AssertionClaims.seconds(issuedAt);
        expiresAt = AssertionClaims.seconds(expiresAt);
        AssertionClaims.require(audience, issuedAt, expiresAt, identifier);
        Objects.requireNonNull(report, "report");
        if (!SpeakerRules.isName(service)) {
            throw new IllegalArgumentException("A service is an absolute URI");
        }
    }
}
