package org.lanyard.pki.path.outside;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lanyard.pki.path.rules.StricterRule;

/**
 * One {@code [[outside]]} of the configuration: an authority whose cards may sign in here, such as a council's.
 *
 * @param label what it is called here: in a card's registration, the audit trail and the counters
 * @param anchors files of certificates that its paths end at
 * @param untrusted files of certificates that paths may lead through
 * @param pinPolicies policies that vouch for "used after its PIN": such a card counts as card-9a
 * @param tapPolicies policies of keys that sign without a PIN: such a card counts as card-9e
 * @param lists files of revocation lists, read anew as they change
 * @param listUrls where lists are fetched from, in the background
 * @param listAge how old a list may be, whatever its nextUpdate
 * @param ocsp the responder
 * @param ocspNonce whether answers have to carry our nonce; many responders sign ahead and cannot
 * @param ocspAge for how long an answer is used before it is asked for again
 * @param without stricter rules that this authority's certificates break, by label
 */
public record OutsideSettings(
        String label,
        List<Path> anchors,
        List<Path> untrusted,
        Set<String> pinPolicies,
        Set<String> tapPolicies,
        List<Path> lists,
        List<URI> listUrls,
        Duration listAge,
        Optional<URI> ocsp,
        boolean ocspNonce,
        Duration ocspAge,
        List<String> without) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*)){1,30}");

    public OutsideSettings {
        anchors = List.copyOf(anchors);
        untrusted = List.copyOf(untrusted);
        pinPolicies = Set.copyOf(pinPolicies);
        tapPolicies = Set.copyOf(tapPolicies);
        lists = List.copyOf(lists);
        listUrls = List.copyOf(listUrls);
        without = List.copyOf(without);
        require(label.isEmpty() || LABEL.matcher(label).matches(), "label is of a-z, 0-9 and hyphens");
        for (String oid : pinPolicies) {
            require(OID.matcher(oid).matches(), "pin-policies: not an object identifier: " + oid);
            require(!tapPolicies.contains(oid), "a policy is either a pin-policy or a tap-policy: " + oid);
        }
        for (String oid : tapPolicies) {
            require(OID.matcher(oid).matches(), "tap-policies: not an object identifier: " + oid);
        }
        for (String rule : without) {
            require(StricterRule.ofLabel(rule).isPresent(), "without: no such rule: " + rule);
        }
        require(!listAge.isNegative() && !listAge.isZero(), "list-age is longer than nothing");
        require(ocspAge.compareTo(Duration.ofHours(1)) <= 0, "ocsp-age is an hour at most");
    }

    /** What a section leaves out. */
    public static OutsideSettings defaults() {
        return new OutsideSettings(
                "",
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                Duration.ofDays(7),
                Optional.empty(),
                false,
                Duration.ofMinutes(1),
                List.of());
    }

    /** @throws IllegalArgumentException if a section of a file leaves out what cannot be left out */
    public void requireWhole() {
        require(!label.isEmpty(), "outside: label is missing");
        require(!anchors.isEmpty(), "outside " + label + ": anchors are missing");
        require(!pinPolicies.isEmpty() || !tapPolicies.isEmpty(), "outside " + label + ": no policies");
        require(
                ocsp.isPresent() || !lists.isEmpty() || !listUrls.isEmpty(),
                "outside " + label + ": neither ocsp nor lists: nobody could be known not to be revoked");
    }

    /** The stricter rules that hold. */
    public Set<StricterRule> rules() {
        Set<StricterRule> rules = EnumSet.allOf(StricterRule.class);
        without.forEach(rule -> rules.remove(StricterRule.ofLabel(rule).orElseThrow()));
        return rules;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
