package org.lanyard.pki.assertion;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;

/**
 * What the {@code webauthn} claim must be, so that the door can check the authenticator's signature itself. Only the
 * form is judged here; what the bytes say is the door's to check with the key that it has pinned.
 */
final class EvidenceRules {
    /** How many bytes a member has. */
    record Bounds(String name, int min, int max) {
        boolean hold(byte[] bytes) {
            return bytes.length >= min && bytes.length <= max;
        }
    }

    /** WebAuthn Level 3 §4, Credential ID: "at most 1023 bytes long". */
    static final Bounds CREDENTIAL_ID = new Bounds("credential_id", 1, 1023);

    /** WebAuthn Level 3 §6.1: "a byte array of 37 bytes or more". */
    static final Bounds AUTHENTICATOR_DATA = new Bounds("authenticator_data", 37, 8192);

    /** Our policy: client data of a browser is about 150 bytes. */
    static final Bounds CLIENT_DATA_JSON = new Bounds("client_data_json", 2, 4096);

    /** RSA of 8192 bits is the longest that anybody makes. */
    static final Bounds SIGNATURE = new Bounds("signature", 1, 1024);

    private static final Set<String> MEMBERS =
            Set.of("type", "credential_id", "authenticator_data", "client_data_json", "signature");

    private EvidenceRules() {}

    /** The evidence is what makes the service unable to invent a person, so there is no assertion without it. */
    record IsThere() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue evidence = statement.claims().get("webauthn");
            if (evidence == null) {
                throw new AssertionException(Reason.CLAIM_MISSING, "webauthn");
            }
            if (!(evidence instanceof Members)) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, "webauthn is not an object");
            }
        }
    }

    /** As for claims: what nobody here understands was meant for somebody else. */
    record HasNothingElse() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            for (Member member : evidence(statement).members()) {
                if (!MEMBERS.contains(member.name())) {
                    throw new AssertionException(Reason.EVIDENCE_MALFORMED, "webauthn has a member too many");
                }
            }
        }
    }

    /** WebAuthn Level 3 §5.8.1 (CollectedClientData): type is "webauthn.create" or "webauthn.get". */
    record CeremonyIsKnown() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            if (ceremony(evidence(statement)).isEmpty()) {
                throw new AssertionException(Reason.EVIDENCE_MALFORMED, "webauthn.type");
            }
        }
    }

    /** A member is there, in base64url, and neither too short to be what it says nor too long. */
    record BytesAreInBounds(Bounds bounds) implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            if (bytes(evidence(statement), bounds.name()).filter(bounds::hold).isEmpty()) {
                throw new AssertionException(Reason.EVIDENCE_MALFORMED, "webauthn." + bounds.name());
            }
        }
    }

    /** WebAuthn Level 3 §7.2 verifies a signature at each sign-in; §7.1 has none to keep at a registration, where the
     * attestation was the service's to judge. */
    record SignatureGoesWithGet() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            Members evidence = evidence(statement);
            Ceremony ceremony = ceremony(evidence).orElse(null);
            boolean good = ceremony == null
                    || (ceremony == Ceremony.GET
                            ? bytes(evidence, SIGNATURE.name())
                                    .filter(SIGNATURE::hold)
                                    .isPresent()
                            : evidence.get(SIGNATURE.name()) == null);
            if (!good) {
                throw new AssertionException(Reason.EVIDENCE_MALFORMED, "webauthn.signature");
            }
        }
    }

    /** The claim's object; empty if there is none. */
    static Members evidence(Statement statement) {
        return statement.claims().get("webauthn") instanceof Members members ? members : new Members(List.of());
    }

    private static Optional<Ceremony> ceremony(Members evidence) {
        return Optional.ofNullable(evidence.text("type")).flatMap(Ceremony::of);
    }

    /** A member's bytes; empty if it is absent, not a string, or not base64url. */
    static Optional<byte[]> bytes(Members evidence, String name) {
        return Optional.ofNullable(evidence.text(name)).flatMap(Base64Url::decode);
    }
}
