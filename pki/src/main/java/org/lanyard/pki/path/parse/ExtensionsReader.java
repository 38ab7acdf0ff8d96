package org.lanyard.pki.path.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads extensions: each at most once, each known one to its last field. */
final class ExtensionsReader {
    private static final int MOST = 128;
    private static final String OCSP = "1.3.6.1.5.5.7.48.1";

    private final Set<String> present = new HashSet<>();
    private final Set<String> critical = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private Optional<AuthorityKeyIdentifier> authorityKey = Optional.empty();
    private Optional<KeyIdentifier> subjectKey = Optional.empty();
    private Optional<KeyUsage> keyUsage = Optional.empty();
    private Optional<List<String>> policies = Optional.empty();
    private List<PolicyMapping> mappings = List.of();
    private Optional<List<GeneralName>> alternativeNames = Optional.empty();
    private Optional<BasicConstraints> basicConstraints = Optional.empty();
    private Optional<NameConstraints> nameConstraints = Optional.empty();
    private Optional<PolicyConstraints> policyConstraints = Optional.empty();
    private Optional<List<String>> purposes = Optional.empty();
    private List<DistributionPoint> distributionPoints = List.of();
    private OptionalInt inhibitAnyPolicy = OptionalInt.empty();
    private List<DistributionPoint> freshest = List.of();
    private List<String> responders = List.of();

    /** One extension, not read yet. */
    record Raw(boolean critical, byte[] value) {}

    ExtensionsReader(Map<String, Raw> raw) {
        raw.forEach((oid, extension) -> {
            present.add(oid);
            if (extension.critical()) {
                critical.add(oid);
            }
        });
    }

    /** RFC 5280 §4.2: "A certificate MUST NOT include more than one instance of a particular extension." */
    static Map<String, Raw> raw(Der sequence) throws PathException {
        Map<String, Raw> all = new LinkedHashMap<>();
        while (!sequence.isEmpty()) {
            Der extension = sequence.open(Der.SEQUENCE);
            String oid = extension.oid(Der.OID);
            boolean critical = extension.defaultFalse(Der.BOOLEAN);
            byte[] value = extension.content(Der.OCTET_STRING);
            extension.end();
            if (all.put(oid, new Raw(critical, value)) != null) {
                throw new PathException(PathReason.EXTENSION_REPEATED, oid);
            }
            if (all.size() > MOST) {
                throw new PathException(PathReason.TOO_LARGE, "more than " + MOST + " extensions");
            }
        }
        // Extensions ::= SEQUENCE SIZE (1..MAX)
        requireSome(all.keySet(), "extensions");
        return all;
    }

    /** The content of a certificate's extensions field. */
    static Extensions read(Der sequence) throws PathException {
        Map<String, Raw> raw = raw(sequence);
        ExtensionsReader reader = new ExtensionsReader(raw);
        for (Map.Entry<String, Raw> each : raw.entrySet()) {
            byte[] value = each.getValue().value();
            try {
                reader.one(each.getKey(), value);
            } catch (PathException e) {
                throw e.reason() == PathReason.STRUCTURE_WRONG || e.reason() == PathReason.TRAILING_DATA
                        ? new PathException(PathReason.EXTENSION_MALFORMED, each.getKey() + ", " + e.detail())
                        : e;
            }
        }
        return reader.extensions();
    }

    private void one(String oid, byte[] value) throws PathException {
        if (!isKnown(oid)) {
            unknown.add(oid);
            return;
        }
        Der der = Der.of(value, value.length);
        switch (oid) {
            case Extensions.SUBJECT_KEY -> subjectKey = Optional.of(new KeyIdentifier(der.content(Der.OCTET_STRING)));
            case Extensions.KEY_USAGE -> keyUsage = Optional.of(KeyUsage.read(der));
            case Extensions.ALTERNATIVE_NAMES -> alternativeNames = Optional.of(names(der));
            case Extensions.ISSUER_NAMES -> names(der);
            case Extensions.BASIC_CONSTRAINTS -> basicConstraints = Optional.of(BasicConstraints.read(der));
            case Extensions.NAME_CONSTRAINTS -> nameConstraints = Optional.of(NameConstraints.read(der));
            case Extensions.DISTRIBUTION_POINTS -> distributionPoints = DistributionPoint.readAll(der);
            case Extensions.POLICIES -> policies = Optional.of(policies(der));
            case Extensions.MAPPINGS -> mappings = PolicyMapping.readAll(der);
            case Extensions.AUTHORITY_KEY -> authorityKey = Optional.of(AuthorityKeyIdentifier.read(der));
            case Extensions.POLICY_CONSTRAINTS -> policyConstraints = Optional.of(PolicyConstraints.read(der));
            case Extensions.PURPOSES -> purposes = Optional.of(purposes(der));
            case Extensions.FRESHEST -> freshest = DistributionPoint.readAll(der);
            case Extensions.INHIBIT_ANY_POLICY -> inhibitAnyPolicy = OptionalInt.of(der.count(Der.INTEGER));
            case Extensions.INFORMATION_ACCESS -> responders = locations(der, OCSP);
            case Extensions.SUBJECT_INFORMATION_ACCESS -> locations(der, "");
            case Extensions.OCSP_NOCHECK -> der.open(Der.NULL);
            default -> throw new IllegalStateException(oid);
        }
        der.end();
    }

    private static boolean isKnown(String oid) {
        return switch (oid) {
            case Extensions.SUBJECT_KEY,
                    Extensions.KEY_USAGE,
                    Extensions.ALTERNATIVE_NAMES,
                    Extensions.ISSUER_NAMES,
                    Extensions.BASIC_CONSTRAINTS,
                    Extensions.NAME_CONSTRAINTS,
                    Extensions.DISTRIBUTION_POINTS,
                    Extensions.POLICIES,
                    Extensions.MAPPINGS,
                    Extensions.AUTHORITY_KEY,
                    Extensions.POLICY_CONSTRAINTS,
                    Extensions.PURPOSES,
                    Extensions.FRESHEST,
                    Extensions.INHIBIT_ANY_POLICY,
                    Extensions.INFORMATION_ACCESS,
                    Extensions.SUBJECT_INFORMATION_ACCESS,
                    Extensions.OCSP_NOCHECK -> true;
            default -> false;
        };
    }

    Extensions extensions() {
        return new Extensions(
                Set.copyOf(present),
                Set.copyOf(critical),
                Set.copyOf(unknown),
                authorityKey,
                subjectKey,
                keyUsage,
                policies,
                mappings,
                alternativeNames,
                basicConstraints,
                nameConstraints,
                policyConstraints,
                purposes,
                distributionPoints,
                inhibitAnyPolicy,
                freshest,
                responders);
    }

    static List<GeneralName> names(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<GeneralName> names = new ArrayList<>(1);
        while (!sequence.isEmpty()) {
            names.add(GeneralName.read(sequence));
        }
        requireSome(names, "alternative names");
        return List.copyOf(names);
    }

    /** The policies' identifiers; qualifiers are read over, as nothing here is decided by them. */
    private static List<String> policies(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<String> all = new ArrayList<>(1);
        while (!sequence.isEmpty()) {
            Der information = sequence.open(Der.SEQUENCE);
            all.add(information.oid(Der.OID));
            if (information.has(Der.SEQUENCE)) {
                Der qualifiers = information.open(Der.SEQUENCE);
                while (!qualifiers.isEmpty()) {
                    Der qualifier = qualifiers.open(Der.SEQUENCE);
                    qualifier.oid(Der.OID);
                    qualifier.any();
                    qualifier.end();
                }
            }
            information.end();
        }
        requireSome(all, "policies");
        return List.copyOf(all);
    }

    private static List<String> purposes(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<String> all = new ArrayList<>(1);
        while (!sequence.isEmpty()) {
            all.add(sequence.oid(Der.OID));
        }
        requireSome(all, "key purposes");
        return List.copyOf(all);
    }

    private static List<String> locations(Der value, String method) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<String> found = new ArrayList<>(1);
        int count = 0;
        while (!sequence.isEmpty()) {
            Der description = sequence.open(Der.SEQUENCE);
            String each = description.oid(Der.OID);
            GeneralName location = GeneralName.read(description);
            description.end();
            if (each.equals(method) && location instanceof GeneralName.Uri uri && uri.text() != null) {
                found.add(uri.text());
            }
            count++;
        }
        if (count == 0) {
            throw new PathException(PathReason.EXTENSION_MALFORMED, "information access without a description");
        }
        return List.copyOf(found);
    }

    static void requireSome(Collection<?> all, String what) throws PathException {
        if (all.isEmpty()) {
            throw new PathException(PathReason.EXTENSION_MALFORMED, what + " without one");
        }
    }
}
