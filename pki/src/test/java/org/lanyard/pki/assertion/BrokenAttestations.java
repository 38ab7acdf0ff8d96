package org.lanyard.pki.assertion;

import java.util.List;
import org.lanyard.pki.assertion.Broken.Table;
import org.lanyard.pki.testing.ForgedAssertion;

/** What is broken in what a registration says of the key's make. */
final class BrokenAttestations {
    private static final String CLAIM = "attestation";

    private final Table table = new Table(Speaker.WEBAUTHN_SERVICE);

    private BrokenAttestations() {}

    static List<Broken> rows() {
        BrokenAttestations rows = new BrokenAttestations();
        rows.presence();
        rows.key();
        rows.verdict();
        rows.hints();
        return rows.table.rows();
    }

    private void presence() {
        Rule<?> goes = new AttestationRules.GoesWithCreate();
        table.row(
                        "sign-in-with-attestation",
                        Reason.CLAIM_UNEXPECTED,
                        goes,
                        (parts, good) -> good.claim(CLAIM, registration(parts).claimed(CLAIM)))
                .row(
                        "no-attestation",
                        Reason.CLAIM_MISSING,
                        goes,
                        (parts, good) -> registration(parts).withoutClaim(CLAIM))
                .row(
                        "attestation-a-string",
                        Reason.CLAIM_MALFORMED,
                        goes,
                        (parts, good) -> registration(parts).claim(CLAIM, "a good key"));
        row("attestation-with-more", new AttestationRules.HasNothingElse(), "vendor", "ACME");
    }

    private void key() {
        Rule<?> aaguid = new AttestationRules.AaguidIsAUuid();
        row("no-aaguid", aaguid, "aaguid", null);
        row("aaguid-a-number", aaguid, "aaguid", 7);
        row("aaguid-in-capitals", aaguid, "aaguid", "2FC0579F-8113-47EA-B116-BB5A8DB9202A");
        row("aaguid-without-hyphens", aaguid, "aaguid", "2fc0579f811347eab116bb5a8db9202a");
        row("aaguid-shortened", aaguid, "aaguid", "0-0-0-0-0");
        Rule<?> format = new AttestationRules.FormatIsAName();
        row("no-format", format, "format", null);
        row("format-empty", format, "format", "");
        row("format-of-33-characters", format, "format", "a".repeat(33));
        row("format-in-capitals", format, "format", "Packed");
    }

    private void verdict() {
        for (String name : List.of("trusted", "certified")) {
            Rule<?> told = new AttestationRules.IsTold(name);
            row("no-" + name, told, name, null);
            row(name + "-a-string", told, name, "true");
            row(name + "-a-number", told, name, 1);
        }
        row("certified-and-not-trusted", new AttestationRules.CertifiedIsTrusted(), "trusted", false);
        Rule<?> level = new AttestationRules.LevelIsOfTheCertified();
        row("level-and-not-certified", level, "certified", false);
        row("level-nobody-knows", level, "level", "L9");
        row("level-a-number", level, "level", 2);
        Rule<?> model = new AttestationRules.ModelIsOneLine();
        row("model-empty", model, "model", "");
        row("model-of-129-characters", model, "model", "k".repeat(129));
        row("model-on-two-lines", model, "model", "Key\nof ACME");
        row("model-written-backwards", model, "model", "Key \u202eEMCA");
        row("model-with-a-space-behind", model, "model", "Key ");
        row("model-a-number", model, "model", 5);
    }

    private void hints() {
        Rule<?> transports = new AttestationRules.TransportsAreKnown();
        row("no-transports", transports, "transports", null);
        row("transports-a-string", transports, "transports", "usb");
        row("transports-of-numbers", transports, "transports", List.of(1));
        row("transport-nobody-knows", transports, "transports", List.of("usb", "pigeon"));
        row("transport-twice", transports, "transports", List.of("usb", "usb"));
    }

    private void row(String id, Rule<?> rule, String member, Object value) {
        table.row(
                id,
                Reason.ATTESTATION_MALFORMED,
                rule,
                (parts, good) -> registration(parts).inClaim(CLAIM, member, value));
    }

    private static ForgedAssertion registration(AssertionParts parts) {
        return ForgedAssertion.good(parts.webAuthnClaims(Ceremony.CREATE), parts.service);
    }
}
