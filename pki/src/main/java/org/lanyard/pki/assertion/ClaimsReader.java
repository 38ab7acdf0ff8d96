package org.lanyard.pki.assertion;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.assertion.JsonValue.Members;

/**
 * Turns claims, of which every rule holds, into records. It judges nothing: where something is not as it must be, a
 * rule is missing above, and the records' own checks refuse.
 */
final class ClaimsReader {
    private ClaimsReader() {}

    static CardClaims card(Statement statement) {
        Members claims = statement.claims();
        return new CardClaims(
                statement.leaf().card().orElseThrow(),
                claims.text("aud"),
                time(claims, "iat"),
                time(claims, "exp"),
                claims.text("jti"),
                SpeakerRules.uri(claims.text("client_id")).orElseThrow());
    }

    static KioskClaims kiosk(Statement statement) {
        Members claims = statement.claims();
        return new KioskClaims(
                statement.leaf().uri().orElseThrow(),
                claims.text("aud"),
                time(claims, "iat"),
                time(claims, "exp"),
                claims.text("jti"),
                Optional.ofNullable(claims.text("assertion_hash")));
    }

    static WebAuthnClaims webauthn(Statement statement) {
        Members claims = statement.claims();
        return new WebAuthnClaims(
                statement.leaf().uri().orElseThrow(),
                claims.text("sub"),
                claims.text("aud"),
                time(claims, "iat"),
                time(claims, "exp"),
                claims.text("jti"),
                evidence(EvidenceRules.evidence(statement)),
                AttestationRules.attestation(statement).map(ClaimsReader::attestation));
    }

    private static WebAuthnEvidence evidence(Members evidence) {
        return new WebAuthnEvidence(
                Ceremony.of(evidence.text("type")).orElseThrow(),
                EvidenceRules.bytes(evidence, EvidenceRules.CREDENTIAL_ID.name())
                        .orElseThrow(),
                EvidenceRules.bytes(evidence, EvidenceRules.AUTHENTICATOR_DATA.name())
                        .orElseThrow(),
                EvidenceRules.bytes(evidence, EvidenceRules.CLIENT_DATA_JSON.name())
                        .orElseThrow(),
                EvidenceRules.bytes(evidence, EvidenceRules.SIGNATURE.name()));
    }

    private static AttestationFacts attestation(Members attestation) {
        return new AttestationFacts(
                attestation.text("aaguid"),
                attestation.text("format"),
                attestation.flag("trusted"),
                attestation.flag("certified"),
                Optional.ofNullable(attestation.text("level")),
                Optional.ofNullable(attestation.text("model")),
                Set.copyOf(AttestationRules.transports(attestation).orElseThrow()));
    }

    private static Instant time(Members claims, String name) {
        return Instant.ofEpochSecond(claims.whole(name));
    }
}
