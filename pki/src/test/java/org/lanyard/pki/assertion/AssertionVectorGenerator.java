package org.lanyard.pki.assertion;

import static org.lanyard.pki.assertion.AssertionParts.AUDIENCE;
import static org.lanyard.pki.assertion.AssertionParts.NOW;

import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.testing.ForgedAssertion;
import org.lanyard.vectors.AssertionVectors;
import org.lanyard.vectors.AssertionVectors.Case;
import org.lanyard.vectors.Provenance;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

/** The negative table, and what must be accepted, as data for verifiers in other languages. */
final class AssertionVectorGenerator implements VectorGenerator {
    private final AssertionParts parts = new AssertionParts();
    private final List<Case> cases = new ArrayList<>();

    @Override
    public String fileName() {
        return Vectors.ASSERTIONS;
    }

    @Override
    public AssertionVectors generate() throws CertificateEncodingException {
        cases.clear();
        accepted();
        for (Broken row : Broken.all()) {
            cases.add(new Case(
                    row.id(),
                    commentOf(row),
                    row.speaker().name(),
                    NOW,
                    row.jwt(parts),
                    false,
                    row.reason().name()));
        }
        return new AssertionVectors(
                new Provenance(
                        "Assertions that a verifier at the door must accept, and such that it must refuse, one thing"
                                + " broken in each",
                        AssertionVectorGenerator.class.getName(),
                        LocalDate.now(ZoneOffset.UTC)),
                AUDIENCE,
                parts.authority.arc().arc(),
                List.of(Base64.getEncoder()
                        .encodeToString(parts.authority.issuing().getEncoded())),
                cases);
    }

    private void accepted() {
        good("card-tap", "A card's key 9E on P-256, ES256", Speaker.CARD, of(parts.card));
        good("card-tap-and-pin", "A card's key 9A", Speaker.CARD, of(parts.cardWithPin));
        good("card-es384", "A card's key on P-384, ES384", Speaker.CARD, of(parts.card384));
        good("card-rs256", "A card's RSA key of 2048 bits, RS256", Speaker.CARD, of(parts.cardRsa));
        good(
                "card-ps256",
                "The same key, PS256",
                Speaker.CARD,
                of(parts.cardRsa).header("alg", "PS256").signedAs("PS256"));
        good(
                "card-with-three-certificates",
                "Only the first of the certificates counts",
                Speaker.CARD,
                of(parts.card)
                        .certificates(parts.card.certificate(), parts.authority.issuing(), parts.authority.root()));
        good("kiosk-beside-a-card", "A kiosk with the hash of a card's assertion", Speaker.KIOSK, of(parts.kiosk));
        good(
                "kiosk-alone",
                "A kiosk for itself, without a hash",
                Speaker.KIOSK,
                ForgedAssertion.good(
                        new KioskClaims(
                                AssertionParts.KIOSK,
                                AUDIENCE,
                                NOW,
                                NOW.plusSeconds(60),
                                AssertionParts.CHALLENGE,
                                Optional.empty()),
                        parts.kiosk));
        good(
                "webauthn-sign-in",
                "The WebAuthn service after a sign-in; the evidence has the form of one and is of no authenticator",
                Speaker.WEBAUTHN_SERVICE,
                parts.good(Speaker.WEBAUTHN_SERVICE));
        good(
                "webauthn-registration",
                "The WebAuthn service after a registration, without a signature in the evidence, of a certified model",
                Speaker.WEBAUTHN_SERVICE,
                ForgedAssertion.good(parts.webAuthnClaims(Ceremony.CREATE), parts.service));
        good(
                "webauthn-registration-unattested",
                "The same of a key about which nobody vouches for anything",
                Speaker.WEBAUTHN_SERVICE,
                ForgedAssertion.good(parts.webAuthnClaims(Ceremony.CREATE), parts.service)
                        .inClaim("attestation", "aaguid", "00000000-0000-0000-0000-000000000000")
                        .inClaim("attestation", "format", "none")
                        .inClaim("attestation", "trusted", false)
                        .inClaim("attestation", "certified", false)
                        .inClaim("attestation", "level", null)
                        .inClaim("attestation", "model", null)
                        .inClaim("attestation", "transports", List.of()));
        at("expired-29-seconds-ago", "Within the leeway", NOW.plusSeconds(89));
        at("issued-in-30-seconds", "Within the leeway", NOW.minusSeconds(30));
    }

    private ForgedAssertion of(SigningKey key) {
        return key == parts.kiosk ? parts.good(Speaker.KIOSK) : parts.good(key);
    }

    private void good(String id, String comment, Speaker speaker, ForgedAssertion assertion) {
        cases.add(new Case(id, comment, speaker.name(), NOW, assertion.write(), true, null));
    }

    private void at(String id, String comment, Instant time) {
        cases.add(
                new Case(id, comment, Speaker.CARD.name(), time, of(parts.card).write(), true, null));
    }

    private static String commentOf(Broken row) {
        String words = row.id().replace('-', ' ');
        return row.rule()
                .map(rule -> words + ": the rule " + rule.getClass().getSimpleName() + " does not hold")
                .orElse(words);
    }
}
