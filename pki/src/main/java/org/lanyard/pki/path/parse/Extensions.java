package org.lanyard.pki.path.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The extensions of a certificate, read. What is absent is empty.
 *
 * @param critical those marked as critical, known or not
 * @param unknown those that are not read here, by object identifier
 */
public record Extensions(
        Set<String> present,
        Set<String> critical,
        Set<String> unknown,
        Optional<AuthorityKeyIdentifier> authorityKey,
        Optional<KeyIdentifier> subjectKey,
        Optional<KeyUsage> keyUsage,
        Optional<List<String>> policies,
        List<PolicyMapping> mappings,
        Optional<List<GeneralName>> alternativeNames,
        Optional<BasicConstraints> basicConstraints,
        Optional<NameConstraints> nameConstraints,
        Optional<PolicyConstraints> policyConstraints,
        Optional<List<String>> purposes,
        List<DistributionPoint> distributionPoints,
        OptionalInt inhibitAnyPolicy,
        List<DistributionPoint> freshest,
        List<String> responders) {

    public static final String SUBJECT_KEY = "2.5.29.14";
    public static final String KEY_USAGE = "2.5.29.15";
    public static final String ALTERNATIVE_NAMES = "2.5.29.17";
    public static final String ISSUER_NAMES = "2.5.29.18";
    public static final String BASIC_CONSTRAINTS = "2.5.29.19";
    public static final String NAME_CONSTRAINTS = "2.5.29.30";
    public static final String DISTRIBUTION_POINTS = "2.5.29.31";
    public static final String POLICIES = "2.5.29.32";
    public static final String MAPPINGS = "2.5.29.33";
    public static final String AUTHORITY_KEY = "2.5.29.35";
    public static final String POLICY_CONSTRAINTS = "2.5.29.36";
    public static final String PURPOSES = "2.5.29.37";
    public static final String FRESHEST = "2.5.29.46";
    public static final String INHIBIT_ANY_POLICY = "2.5.29.54";
    public static final String INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    public static final String SUBJECT_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.11";
    public static final String OCSP_NOCHECK = "1.3.6.1.5.5.7.48.1.5";

    static final Extensions NONE = new ExtensionsReader(Map.of()).extensions();

    /** Whether a certificate's holder is marked as an authority. */
    public boolean isAuthority() {
        return basicConstraints.isPresent() && basicConstraints.get().authority();
    }
}
