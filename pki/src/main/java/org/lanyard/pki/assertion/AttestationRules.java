package org.lanyard.pki.assertion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.assertion.JsonValue.Items;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.assertion.JsonValue.Text;

/** What the {@code attestation} claim must be: the form, and that it does not contradict itself. */
final class AttestationRules {
    private static final String CLAIM = "attestation";
    private static final Set<String> MEMBERS =
            Set.of("aaguid", "format", "trusted", "certified", "level", "model", "transports");

    private AttestationRules() {}

    /** A rule on what is claimed, where it is claimed; that it be there is {@link GoesWithCreate}'s. */
    private interface OfFacts extends Rule<Statement> {
        boolean holds(Members attestation);

        String about();

        @Override
        default void check(Statement statement) throws AssertionException {
            Optional<Members> attestation = attestation(statement);
            if (attestation.isPresent() && !holds(attestation.get())) {
                throw new AssertionException(Reason.ATTESTATION_MALFORMED, about());
            }
        }
    }

    /** WebAuthn Level 3 §7.1 step 24 judges what a key is when it is registered; a sign-in (§7.2) learns nothing new. */
    record GoesWithCreate() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue claim = statement.claims().get(CLAIM);
            String type = EvidenceRules.evidence(statement).text("type");
            if (Ceremony.CREATE.type().equals(type) && claim == null) {
                throw new AssertionException(Reason.CLAIM_MISSING, CLAIM);
            }
            if (Ceremony.GET.type().equals(type) && claim != null) {
                throw new AssertionException(Reason.CLAIM_UNEXPECTED, CLAIM + " at a sign-in");
            }
            if (claim != null && !(claim instanceof Members)) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, CLAIM + " is not an object");
            }
        }
    }

    /** As for claims: what nobody here understands was meant for somebody else. */
    record HasNothingElse() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            return attestation.members().stream().map(Member::name).allMatch(MEMBERS::contains);
        }

        @Override
        public String about() {
            return "attestation has a member too many";
        }
    }

    /** WebAuthn Level 3 §6.5.1: "The AAGUID of the authenticator", 16 bytes; here in the form of RFC 9562 §4. */
    record AaguidIsAUuid() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            String aaguid = attestation.text("aaguid");
            return aaguid != null && AttestationFacts.isAaguid(aaguid);
        }

        @Override
        public String about() {
            return "attestation.aaguid";
        }
    }

    /** WebAuthn Level 3 §8.1: "a maximum of 32 octets in length"; those that are registered have a-z, 0-9 and hyphen. */
    record FormatIsAName() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            String format = attestation.text("format");
            return format != null && AttestationFacts.isFormat(format);
        }

        @Override
        public String about() {
            return "attestation.format";
        }
    }

    /** Yes or no: what is left out would be read as whichever the reader likes. */
    record IsTold(String name) implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            return attestation.flag(name) != null;
        }

        @Override
        public String about() {
            return "attestation." + name;
        }
    }

    /** FIDO certifies a model; that this key is one of it, the attestation's chain alone tells. */
    record CertifiedIsTrusted() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            return !Boolean.TRUE.equals(attestation.flag("certified"))
                    || !Boolean.FALSE.equals(attestation.flag("trusted"));
        }

        @Override
        public String about() {
            return "attestation: certified and not trusted";
        }
    }

    /** FIDO Metadata Service 3.1 §3.1.4: FIDO_CERTIFIED_L1 to L3plus; FIDO_CERTIFIED, "phased out", has no level. */
    record LevelIsOfTheCertified() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            return attestation.get("level") == null
                    || !Boolean.FALSE.equals(attestation.flag("certified"))
                            && attestation.get("level") instanceof Text level
                            && AttestationFacts.LEVELS.contains(level.value());
        }

        @Override
        public String about() {
            return "attestation.level";
        }
    }

    /** FIDO Metadata Statements 3.1 §4: description, "at most 200 characters"; it is shown to people, on one line. */
    record ModelIsOneLine() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            return attestation.get("model") == null
                    || attestation.get("model") instanceof Text model && AttestationFacts.isModel(model.value());
        }

        @Override
        public String about() {
            return "attestation.model";
        }
    }

    /** WebAuthn Level 3 §5.8.4: unknown values are to be ignored: the service did, and each is told once. */
    record TransportsAreKnown() implements OfFacts {
        @Override
        public boolean holds(Members attestation) {
            return transports(attestation)
                    .filter(names -> AttestationFacts.TRANSPORTS.containsAll(names)
                            && new HashSet<>(names).size() == names.size())
                    .isPresent();
        }

        @Override
        public String about() {
            return "attestation.transports";
        }
    }

    /** The claim's object; empty if there is none. */
    static Optional<Members> attestation(Statement statement) {
        return statement.claims().get(CLAIM) instanceof Members members ? Optional.of(members) : Optional.empty();
    }

    /** The strings of {@code transports}; empty if it is absent or not a list of strings. */
    static Optional<List<String>> transports(Members attestation) {
        if (!(attestation.get("transports") instanceof Items items)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (JsonValue item : items.values()) {
            if (!(item instanceof Text text)) {
                return Optional.empty();
            }
            names.add(text.value());
        }
        return Optional.of(names);
    }
}
