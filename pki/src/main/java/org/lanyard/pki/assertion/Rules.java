package org.lanyard.pki.assertion;

import java.security.PublicKey;
import java.util.List;
import org.lanyard.pki.assertion.JsonValue.Members;

/**
 * All rules, in the order in which they are checked: this is the page to read.
 *
 * <p>Every rule is a record, so a test can take each one out in turn and see that what it refused is then no longer
 * refused for that reason. {@link #ALL} is the only instance outside of tests.
 *
 * @param text on the whole text
 * @param part on each of its three parts
 * @param bytes on the decoded bytes of header and payload
 * @param json on the JSON in them
 * @param jws on any JWS's header
 * @param header on an assertion's header
 * @param leaf on the leaf, once its authority is known to be trusted
 * @param key on the public key
 * @param signature on the signature
 * @param claims on every speaker's claims, once the signature is known to be good
 * @param card on a card's claims
 * @param kiosk on a kiosk's claims
 * @param webauthn on the WebAuthn service's claims
 */
record Rules(
        List<Rule<String>> text,
        List<Rule<TextRules.Part>> part,
        List<Rule<byte[]>> bytes,
        List<Rule<Json>> json,
        List<Rule<Members>> jws,
        List<Rule<HeaderRules.Heading>> header,
        List<Rule<HeaderRules.Spoken>> leaf,
        List<Rule<PublicKey>> key,
        List<Rule<SignatureRules.Signed>> signature,
        List<Rule<Statement>> claims,
        List<Rule<Statement>> card,
        List<Rule<Statement>> kiosk,
        List<Rule<Statement>> webauthn) {

    static final Rules ALL = new Rules(
            List.of(new TextRules.IsBounded(), new TextRules.HasThreeParts()),
            List.of(new TextRules.IsBase64Url(), new TextRules.IsCanonical()),
            List.of(new JsonRules.IsUtf8(), new JsonRules.IsObjectFromEndToEnd()),
            List.of(
                    new JsonRules.NothingFollows(),
                    new JsonRules.IsShallow(),
                    new JsonRules.NoNameTwice(),
                    new JsonRules.StringsAreUnicode()),
            List.of(
                    new HeaderRules.AlgorithmIsNamed(),
                    new HeaderRules.AlgorithmIsAllowed(),
                    new HeaderRules.NothingIsCritical()),
            List.of(
                    new HeaderRules.TypeIsNamed(),
                    new HeaderRules.TypeIsTheSpeakers(),
                    new HeaderRules.NothingElseIsHonoured(),
                    new HeaderRules.CertificateIsThere(),
                    new HeaderRules.CertificatesAreAFewStrings(),
                    new HeaderRules.CertificatesAreCanonicalBase64()),
            List.of(new HeaderRules.SpeakerIsExpected()),
            List.of(new KeyRules.KindIsAllowed(), new KeyRules.ModulusIsNotRoca()),
            List.of(
                    new SignatureRules.AlgorithmFitsKey(),
                    new SignatureRules.HasItsLength(),
                    new SignatureRules.IsByTheKey()),
            List.of(
                    new ClaimRules.NothingElseIsClaimed(),
                    new ClaimRules.IsText("iss"),
                    new ClaimRules.IsText("sub"),
                    new ClaimRules.IsText("aud"),
                    new ClaimRules.IsTime("iat"),
                    new ClaimRules.IsTime("exp"),
                    new ClaimRules.IsText("jti"),
                    new ClaimRules.AudienceIsUs(),
                    new ClaimRules.ExpiresAfterIssue(),
                    new ClaimRules.LivesShortly(),
                    new ClaimRules.IsNotFromTheFuture(),
                    new ClaimRules.IsNotExpired(),
                    new ClaimRules.IssuerIsTheCertificate(),
                    new ClaimRules.IdentifierIsUnguessable()),
            List.of(new SpeakerRules.SpeaksOfItself(), new SpeakerRules.NamesItsKiosk()),
            List.of(new SpeakerRules.SpeaksOfItself(), new SpeakerRules.HashIsSha256()),
            List.of(
                    new SpeakerRules.SpeaksOfAHandle(),
                    new EvidenceRules.IsThere(),
                    new EvidenceRules.HasNothingElse(),
                    new EvidenceRules.CeremonyIsKnown(),
                    new EvidenceRules.BytesAreInBounds(EvidenceRules.CREDENTIAL_ID),
                    new EvidenceRules.BytesAreInBounds(EvidenceRules.AUTHENTICATOR_DATA),
                    new EvidenceRules.BytesAreInBounds(EvidenceRules.CLIENT_DATA_JSON),
                    new EvidenceRules.SignatureGoesWithGet(),
                    new AttestationRules.GoesWithCreate(),
                    new AttestationRules.HasNothingElse(),
                    new AttestationRules.AaguidIsAUuid(),
                    new AttestationRules.FormatIsAName(),
                    new AttestationRules.IsTold("trusted"),
                    new AttestationRules.IsTold("certified"),
                    new AttestationRules.CertifiedIsTrusted(),
                    new AttestationRules.LevelIsOfTheCertified(),
                    new AttestationRules.ModelIsOneLine(),
                    new AttestationRules.TransportsAreKnown()));

    Rules {
        text = List.copyOf(text);
        part = List.copyOf(part);
        bytes = List.copyOf(bytes);
        json = List.copyOf(json);
        jws = List.copyOf(jws);
        header = List.copyOf(header);
        leaf = List.copyOf(leaf);
        key = List.copyOf(key);
        signature = List.copyOf(signature);
        claims = List.copyOf(claims);
        card = List.copyOf(card);
        kiosk = List.copyOf(kiosk);
        webauthn = List.copyOf(webauthn);
    }

    /** What this speaker's claims must hold beside what everybody's must. */
    List<Rule<Statement>> of(Speaker speaker) {
        return switch (speaker) {
            case CARD -> card;
            case KIOSK -> kiosk;
            case WEBAUTHN_SERVICE -> webauthn;
        };
    }

    static <S> void check(List<Rule<S>> rules, S subject) throws AssertionException {
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).check(subject);
        }
    }
}
