package org.lanyard.pki.path.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is held to beyond the steps of RFC 5280 §6.1, because the certificate profile of its §4 (which a validator need not
 * enforce) or RFC 5937 says so, or because we do. All hold by default; each can be let go of for outside authorities that
 * break it.
 */
public enum StricterRule {
    /** Serial numbers are positive and at most 20 octets. */
    SERIAL_NUMBERS("RFC 5280 section 4.1.2.2"),
    /** Issuers are not empty, nor are authorities' subjects. */
    NAMES_ARE_FILLED("RFC 5280 sections 4.1.2.4 and 4.1.2.6"),
    /** Times through 2049 are UTCTime, later ones GeneralizedTime. */
    TIMES_ARE_ENCODED_BY_YEAR("RFC 5280 section 4.1.2.5"),
    /** No unique identifiers. */
    NO_UNIQUE_IDENTIFIERS("RFC 5280 section 4.1.2.8"),
    /** Version 3 also where there is no extension. */
    VERSION_IS_THREE("RFC 5280 section 4.1.2.1"),
    /** The issuer's key is identified unless the certificate is self-issued, an authority's own key always. */
    KEYS_ARE_IDENTIFIED("RFC 5280 sections 4.2.1.1 and 4.2.1.2"),
    /** Extensions are critical where they must be, and not where they must not. */
    CRITICALITY("RFC 5280 section 4.2"),
    /** An authority's certificate says what its key is used for. */
    AUTHORITIES_HAVE_KEY_USAGE("RFC 5280 section 4.2.1.3"),
    /** No policy is there twice. */
    POLICIES_APPEAR_ONCE("RFC 5280 section 4.2.1.4"),
    /** An empty subject has a critical alternative name. */
    EMPTY_SUBJECT_HAS_CRITICAL_NAME("RFC 5280 section 4.2.1.6"),
    /** Alternative names are of their forms. */
    ALTERNATIVE_NAMES_ARE_WELL_FORMED("RFC 5280 section 4.2.1.6"),
    /** Who is no authority has no keyCertSign, path length or name constraints. */
    LEAVES_CLAIM_NO_AUTHORITY("RFC 5280 sections 4.2.1.9 and 4.2.1.10"),
    /** Only authorities that sign certificates have a path length. */
    PATH_LENGTH_IS_FOR_SIGNERS("RFC 5280 section 4.2.1.9"),
    /** A dNSName constraint begins with a label, not with a dot. */
    CONSTRAINTS_HAVE_NO_LEADING_DOT("RFC 5280 section 4.2.1.10"),
    /** The anchor's certificate is in time. */
    ANCHOR_IS_IN_TIME("RFC 5937 section 2"),
    /** The anchor's certificate is an authority's, and holds what other authorities' certificates have to. */
    ANCHOR_IS_AN_AUTHORITY("RFC 5937 section 2"),
    /** What the anchor's certificate constrains is constrained. */
    ANCHOR_CONSTRAINS("RFC 5937 section 3"),
    /** Authorities with an extended key usage have the purpose asked for in it. */
    PURPOSE_IS_HANDED_DOWN("our policy"),
    /** anyExtendedKeyUsage does not stand for the purpose asked for (RFC 5280 §4.2.1.12 lets applications say so). */
    PURPOSE_IS_NAMED("our policy"),
    /** A wildcard does not stand for all of a top-level domain. */
    NO_WIDE_WILDCARDS("our policy");

    /** Every one: the default. */
    public static final Set<StricterRule> ALL = Collections.unmodifiableSet(EnumSet.allOf(StricterRule.class));

    private final String clause;

    StricterRule(String clause) {
        this.clause = clause;
    }

    /** What it rests on. */
    public String clause() {
        return clause;
    }

    /** Its name in configuration and on the command line, such as {@code anchor-is-in-time}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule of a label. */
    public static Optional<StricterRule> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(rule -> rule.label().equals(label))
                .findFirst();
    }
}
