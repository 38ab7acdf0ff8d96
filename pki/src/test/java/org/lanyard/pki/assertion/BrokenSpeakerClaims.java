package org.lanyard.pki.assertion;

import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.assertion.Broken.Table;

/** What is broken in the claims of one speaker alone. */
final class BrokenSpeakerClaims {
    private BrokenSpeakerClaims() {}

    static List<Broken> rows() {
        List<Broken> rows = new ArrayList<>();
        rows.addAll(card());
        rows.addAll(kiosk());
        rows.addAll(webauthn());
        return rows;
    }

    private static List<Broken> card() {
        Rule<?> names = new SpeakerRules.NamesItsKiosk();
        return new Table(Speaker.CARD)
                .row("no-client-id", Reason.CLAIM_MISSING, names, good -> good.withoutClaim("client_id"))
                .row("client-id-a-number", Reason.CLAIM_MALFORMED, names, good -> good.claim("client_id", 7))
                .row("client-id-relative", Reason.CLAIM_MALFORMED, names, good -> good.claim("client_id", "kiosk/7"))
                .row(
                        "client-id-with-a-space",
                        Reason.CLAIM_MALFORMED,
                        names,
                        good -> good.claim("client_id", "https://kiosk 7.example/"))
                .row(
                        "client-id-beyond-ascii",
                        Reason.CLAIM_MALFORMED,
                        names,
                        good -> good.claim("client_id", "https://kiosk.ex\u0430mple/"))
                .rows();
    }

    private static List<Broken> kiosk() {
        Rule<?> hash = new SpeakerRules.HashIsSha256();
        return new Table(Speaker.KIOSK)
                .row(
                        "kiosk-sub-another",
                        Reason.SUBJECT_WRONG,
                        new SpeakerRules.SpeaksOfItself(),
                        good -> good.claim("sub", "https://kiosk-8.school.example/"))
                .row(
                        "kiosk-iss-another",
                        Reason.ISSUER_NOT_CERTIFICATE,
                        new ClaimRules.IssuerIsTheCertificate(),
                        good -> good.claim("iss", "https://kiosk-8.school.example/"))
                .row(
                        "kiosk-client-id",
                        Reason.CLAIM_UNEXPECTED,
                        new ClaimRules.NothingElseIsClaimed(),
                        good -> good.claim("client_id", AssertionParts.KIOSK.toString()))
                .row(
                        "card-as-a-kiosk",
                        Reason.SPEAKER_WRONG,
                        new HeaderRules.SpeakerIsExpected(),
                        (parts, good) ->
                                good.certificates(parts.card.certificate()).signedBy(parts.card.key()))
                .row(
                        "assertion-hash-of-31-bytes",
                        Reason.CLAIM_MALFORMED,
                        hash,
                        good -> good.claim("assertion_hash", Base64Url.encode(new byte[31])))
                .row(
                        "assertion-hash-padded",
                        Reason.CLAIM_MALFORMED,
                        hash,
                        good -> good.claim("assertion_hash", Base64Url.encode(new byte[32]) + "="))
                .row("assertion-hash-a-number", Reason.CLAIM_MALFORMED, hash, good -> good.claim("assertion_hash", 1))
                .rows();
    }

    private static List<Broken> webauthn() {
        Table table = new Table(Speaker.WEBAUTHN_SERVICE);
        Rule<?> there = new EvidenceRules.IsThere();
        Rule<?> handle = new SpeakerRules.SpeaksOfAHandle();
        table.row(
                        "kiosk-as-the-webauthn-service",
                        Reason.SPEAKER_WRONG,
                        new HeaderRules.SpeakerIsExpected(),
                        (parts, good) ->
                                good.certificates(parts.kiosk.certificate()).signedBy(parts.kiosk.key()))
                .row(
                        "webauthn-iss-another",
                        Reason.ISSUER_NOT_CERTIFICATE,
                        new ClaimRules.IssuerIsTheCertificate(),
                        good -> good.claim("iss", "urn:lanyard:webauthn:two"))
                .row(
                        "handle-of-31-bytes",
                        Reason.SUBJECT_WRONG,
                        handle,
                        good -> good.claim("sub", Base64Url.encode(new byte[31])))
                .row("handle-a-name", Reason.SUBJECT_WRONG, handle, good -> good.claim("sub", "eve@example.org"))
                .row("no-evidence", Reason.CLAIM_MISSING, there, good -> good.withoutClaim("webauthn"))
                .row("evidence-a-string", Reason.CLAIM_MALFORMED, there, good -> good.claim("webauthn", "trust me"))
                .row(
                        "evidence-with-more",
                        Reason.EVIDENCE_MALFORMED,
                        new EvidenceRules.HasNothingElse(),
                        in("verified", true))
                .row(
                        "evidence-without-type",
                        Reason.EVIDENCE_MALFORMED,
                        new EvidenceRules.CeremonyIsKnown(),
                        in("type", null))
                .row(
                        "evidence-of-no-ceremony",
                        Reason.EVIDENCE_MALFORMED,
                        new EvidenceRules.CeremonyIsKnown(),
                        in("type", "payment.get"));
        bytes(table, EvidenceRules.CREDENTIAL_ID);
        bytes(table, EvidenceRules.AUTHENTICATOR_DATA);
        bytes(table, EvidenceRules.CLIENT_DATA_JSON);
        signature(table);
        return table.rows();
    }

    private static void bytes(Table table, EvidenceRules.Bounds bounds) {
        String name = bounds.name();
        String id = name.replace('_', '-');
        Rule<?> rule = new EvidenceRules.BytesAreInBounds(bounds);
        table.row("no-" + id, Reason.EVIDENCE_MALFORMED, rule, in(name, null))
                .row(
                        id + "-too-short",
                        Reason.EVIDENCE_MALFORMED,
                        rule,
                        in(name, Base64Url.encode(new byte[bounds.min() - 1])))
                .row(
                        id + "-too-long",
                        Reason.EVIDENCE_MALFORMED,
                        rule,
                        in(name, Base64Url.encode(new byte[bounds.max() + 1])))
                .row(id + "-a-number", Reason.EVIDENCE_MALFORMED, rule, in(name, 1))
                .row(id + "-padded", Reason.EVIDENCE_MALFORMED, rule, in(name, Base64Url.encode(new byte[37]) + "=="));
    }

    private static void signature(Table table) {
        Rule<?> goes = new EvidenceRules.SignatureGoesWithGet();
        table.row("sign-in-without-signature", Reason.EVIDENCE_MALFORMED, goes, in("signature", null))
                .row("sign-in-with-empty-signature", Reason.EVIDENCE_MALFORMED, goes, in("signature", ""))
                .row(
                        "sign-in-with-signature-of-1025-bytes",
                        Reason.EVIDENCE_MALFORMED,
                        goes,
                        in("signature", Base64Url.encode(new byte[1025])))
                .row("registration-with-signature", Reason.EVIDENCE_MALFORMED, goes, in("type", "webauthn.create"));
    }

    private static Broken.Change in(String member, Object value) {
        return good -> good.inClaim("webauthn", member, value);
    }
}
