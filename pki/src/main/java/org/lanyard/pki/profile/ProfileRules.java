package org.lanyard.pki.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lanyard.pki.keystore.KeyAlgorithm;

/** What a profile must keep whatever an installation chooses: one rule a method, the clause above it. */
final class ProfileRules {
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,38})){1,30}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final Set<String> WEAK =
            Set.of("p-192", "p-224", "rsa-512", "rsa-768", "rsa-1024", "rsa-1536", "dsa-1024", "dsa-2048");

    /** Purposes of which a certificate has none beside. */
    private static final Set<String> ALONE =
            Set.of(OidArc.OCSP_SIGNING, OidArc.PIV_CARD_AUTH, "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.8");

    private record Rule(String key, String clause, Check check) {}

    private interface Check {
        Optional<String> problem(ProfileDraft draft);
    }

    private static final List<Rule> ALL = List.of(
            new Rule("validity", "RFC 5280 §4.1.2.5", ProfileRules::validityIsInOrder),
            new Rule("longest-validity", "ours", ProfileRules::longestIsWithinLimit),
            new Rule("key-usage", "RFC 5280 §4.2.1.3", ProfileRules::keyUsageIsKnown),
            new Rule("key-usage", "RFC 5280 §4.2.1.9", ProfileRules::keyUsageIsNoAuthoritys),
            new Rule("key-usage", "RFC 5280 §4.2.1.3", ProfileRules::keyUsageSigns),
            new Rule("key-usage", "RFC 5280 §4.2.1.12", ProfileRules::keyUsageFitsThePurpose),
            new Rule("extended-key-usage", "RFC 5280 §4.2.1.12", ProfileRules::purposesAreIdentifiers),
            new Rule("extended-key-usage", "RFC 5280 §4.2.1.12", ProfileRules::purposeIsNotAny),
            new Rule("extended-key-usage", "RFC 5280 §4.2.1.12", ProfileRules::purposeIsThere),
            new Rule("extended-key-usage", "ours, from RFC 5280 §4.2.1.12", ProfileRules::purposesGoTogether),
            new Rule("policies", "RFC 5280 §4.2.1.4", ProfileRules::policiesAreOthers),
            new Rule("keys", "SP 800-78-5 §3.1", ProfileRules::keysAreStrong),
            new Rule("names", "ours", ProfileRules::namesAreThoseOfTheProfile),
            new Rule("within", "RFC 1034 §3.5", ProfileRules::domainsAreDomains));

    private ProfileRules() {}

    static List<ProfileFinding> findings(ProfileDraft draft) {
        List<ProfileFinding> findings = new ArrayList<>();
        for (Rule rule : ALL) {
            rule.check
                    .problem(draft)
                    .ifPresent(problem ->
                            findings.add(new ProfileFinding(draft.profile().label(), rule.key, rule.clause, problem)));
        }
        return findings;
    }

    private static Optional<String> unless(boolean kept, String problem) {
        return kept ? Optional.empty() : Optional.of(problem);
    }

    /** RFC 5280 §4.1.2.5: "The validity period for a certificate is the period of time from notBefore through notAfter". */
    static Optional<String> validityIsInOrder(ProfileDraft draft) {
        return unless(
                draft.validity().toSeconds() >= 1 && draft.validity().compareTo(draft.longestValidity()) <= 0,
                "must be at least a second and at most longest-validity");
    }

    /**
     * Ours: cards are replaced after six years; an OCSP responder's certificate is never checked (RFC 6960 §4.2.2.2.1: "a
     * very short lifetime"), so it ends within 90 days; TLS stacks refuse a server's after 825.
     */
    static Optional<String> longestIsWithinLimit(ProfileDraft draft) {
        return unless(
                draft.longestValidity().compareTo(draft.profile().longestValidity()) <= 0,
                "must be at most " + draft.profile().longestValidity().toDays() + "d");
    }

    /** RFC 5280 §4.2.1.3 names the bits. */
    static Optional<String> keyUsageIsKnown(ProfileDraft draft) {
        List<String> unknown = draft.keyUsage().stream()
                .filter(label -> KeyUse.ofLabel(label).isEmpty())
                .toList();
        return unless(unknown.isEmpty(), "there is no " + String.join(", ", unknown));
    }

    /**
     * RFC 5280 §4.2.1.9: "If the cA boolean is not asserted, then the keyCertSign bit in the key usage extension MUST NOT
     * be asserted."
     */
    static Optional<String> keyUsageIsNoAuthoritys(ProfileDraft draft) {
        return unless(
                !draft.keyUsage().contains(KeyUse.KEY_CERT_SIGN.label())
                        && !draft.keyUsage().contains(KeyUse.CRL_SIGN.label()),
                "take key-cert-sign and crl-sign out: an end entity signs no certificates and no lists");
    }

    /** RFC 5280 §4.2.1.3: "The digitalSignature bit is asserted when the subject public key is used for verifying digital signatures". */
    static Optional<String> keyUsageSigns(ProfileDraft draft) {
        return unless(
                draft.keyUsage().contains(KeyUse.DIGITAL_SIGNATURE.label()),
                "put digital-signature in: every profile's key signs");
    }

    /**
     * RFC 5280 §4.2.1.12 says for each purpose which "Key usage bits […] may be consistent": for a TLS server also key
     * encipherment or key agreement, for a client also key agreement. SP 800-78-5 lets the keys 9A and 9E sign alone.
     */
    static Optional<String> keyUsageFitsThePurpose(ProfileDraft draft) {
        Set<String> allowed = new HashSet<>(Set.of(KeyUse.DIGITAL_SIGNATURE.label()));
        switch (draft.profile()) {
            case TLS_SERVER -> {
                allowed.add(KeyUse.KEY_ENCIPHERMENT.label());
                allowed.add(KeyUse.KEY_AGREEMENT.label());
            }
            case ADMIN -> allowed.add(KeyUse.KEY_AGREEMENT.label());
            case CARD_9E, CARD_9A, KIOSK, WEBAUTHN_SERVICE, OCSP_RESPONDER, CARD_CONTENT_SIGNER -> {
                // They sign, and do nothing else.
            }
        }
        // What no end entity may have at all is told by the rules above.
        List<String> odd = draft.keyUsage().stream()
                .filter(label -> KeyUse.ofLabel(label).isPresent())
                .filter(label -> !label.equals(KeyUse.KEY_CERT_SIGN.label()) && !label.equals(KeyUse.CRL_SIGN.label()))
                .filter(label -> !allowed.contains(label))
                .toList();
        return unless(
                odd.isEmpty(),
                String.join(", ", odd) + " does not go with " + draft.profile().label());
    }

    /** RFC 5280 §4.2.1.12: "KeyPurposeId ::= OBJECT IDENTIFIER". */
    static Optional<String> purposesAreIdentifiers(ProfileDraft draft) {
        List<String> odd = draft.purposes().stream()
                .filter(oid -> !OID.matcher(oid).matches())
                .toList();
        return unless(odd.isEmpty(), "no purpose is called " + String.join(", ", odd) + ": give its number");
    }

    /**
     * RFC 5280 §4.2.1.12: "Certificate using applications MAY require that the extended key usage extension be present
     * and that a particular purpose be indicated". A key for any purpose is one for whichever an attacker needs.
     */
    static Optional<String> purposeIsNotAny(ProfileDraft draft) {
        return unless(
                !draft.purposes().contains(KeyPurposes.ANY),
                "take anyExtendedKeyUsage out: it would let the key do whatever somebody else's software asks of it");
    }

    /**
     * RFC 5280 §4.2.1.12: "the certificate MUST only be used for one of the purposes indicated". FIPS 201-3 wants
     * id-PIV-cardAuth in a 9E, RFC 6960 §4.2.2.2 id-kp-OCSPSigning in a responder's.
     */
    static Optional<String> purposeIsThere(ProfileDraft draft) {
        String own = draft.arc().keyPurpose(draft.profile());
        return unless(draft.purposes().contains(own), "put " + KeyPurposes.name(own) + " in: it is the profile's own");
    }

    /** Ours: whatever speaks to the door, or signs for the authority, does nothing else with its key. */
    static Optional<String> purposesGoTogether(ProfileDraft draft) {
        String own = draft.arc().keyPurpose(draft.profile());
        List<String> more = draft.purposes().stream()
                .filter(oid -> !oid.equals(own) && !oid.equals(KeyPurposes.ANY))
                .toList();
        if (more.isEmpty()) {
            return Optional.empty();
        }
        if (!draft.profile().mayHaveMorePurposes()) {
            return Optional.of("must be " + KeyPurposes.name(own) + " alone");
        }
        List<String> odd = more.stream().filter(ALONE::contains).toList();
        return unless(odd.isEmpty(), String.join(", ", odd) + " must stand in a certificate of its own");
    }

    /**
     * RFC 5280 §4.2.1.4: "A certificate policy OID MUST NOT appear more than once"; anyPolicy is for authorities. Those of
     * our own arc mark the profiles.
     */
    static Optional<String> policiesAreOthers(ProfileDraft draft) {
        for (String policy : draft.policies()) {
            if (!OID.matcher(policy).matches()) {
                return Optional.of("'" + policy + "' is no object identifier");
            }
            if (policy.equals(ANY_POLICY)) {
                return Optional.of("take anyPolicy out: a leaf says which policies it was issued under");
            }
            if (policy.startsWith(draft.arc().arc() + ".")) {
                return Optional.of(policy + " is of our own arc, which marks the profile");
            }
        }
        return unless(Set.copyOf(draft.policies()).size() == draft.policies().size(), "a policy must not be repeated");
    }

    /** SP 800-78-5 §3.1 and SP 800-57 part 1 §5.6.1: 112 bits of strength, which P-224's misuse and RSA-1024 lack. */
    static Optional<String> keysAreStrong(ProfileDraft draft) {
        if (draft.keys().isEmpty()) {
            return Optional.of("at least one kind of key");
        }
        for (String key : draft.keys()) {
            if (WEAK.contains(key)) {
                return Optional.of(key + " is too weak: use " + known());
            }
            if (KeyAlgorithm.ofLabel(key).isEmpty()) {
                return Optional.of(key + " is not taken here: use " + known());
            }
        }
        return Optional.empty();
    }

    private static String known() {
        return String.join(
                ", ",
                List.of(KeyAlgorithm.values()).stream().map(KeyAlgorithm::label).toList());
    }

    /** Ours, from the design: whoever reads a card nearby must learn neither the holder's name nor the school's. */
    static Optional<String> namesAreThoseOfTheProfile(ProfileDraft draft) {
        String own = draft.profile().nameForm();
        if (draft.names().equals(own)) {
            return Optional.empty();
        }
        return Optional.of(
                draft.profile().isCard()
                        ? "must be " + own + ": no name of a person or a school stands on a card"
                        : "must be " + own);
    }

    /** RFC 1034 §3.5: the "preferred name syntax", in lower case. */
    static Optional<String> domainsAreDomains(ProfileDraft draft) {
        if (draft.profile().isCard() && !draft.within().isEmpty()) {
            return Optional.of("a card has no domain");
        }
        List<String> odd = draft.within().stream()
                .filter(domain -> !DOMAIN.matcher(domain).matches())
                .toList();
        return unless(odd.isEmpty(), String.join(", ", odd) + " is no domain in lower case");
    }

    /** How many there are, for the test that breaks each. */
    static Map<String, Long> keys() {
        return ALL.stream().collect(Collectors.groupingBy(Rule::key, TreeMap::new, Collectors.counting()));
    }
}
