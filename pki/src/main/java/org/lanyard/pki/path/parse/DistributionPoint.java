package org.lanyard.pki.path.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * RFC 5280 §4.2.1.13 and, for the name alone, §5.2.5.
 *
 * @param name where the list is; what it is called when it says which it is
 * @param reasons the reasons that the list covers, as bits of {@link Reasons}
 * @param issuers who signs it, if not the certificate's issuer
 */
public record DistributionPoint(Optional<Name> name, int reasons, List<GeneralName> issuers) {

    /** The name in full, or relative to whoever issues the list: never both. */
    public record Name(List<GeneralName> full, Optional<Relative> relative) {
        public Name {
            full = List.copyOf(full);
        }

        /** All of its names, with the relative one below the list's issuer. */
        public List<GeneralName> below(DistinguishedName issuer) throws PathException {
            return relative.isPresent() ? List.of(relative.get().below(issuer)) : full;
        }
    }

    /** nameRelativeToCRLIssuer. */
    public static final class Relative {
        private final byte[] set;

        private Relative(byte[] set) {
            this.set = set;
        }

        GeneralName below(DistinguishedName issuer) throws PathException {
            return new GeneralName.Directory(issuer.with(Der.of(set, set.length).open(Der.SET)));
        }
    }

    public DistributionPoint {
        issuers = List.copyOf(issuers);
    }

    static List<DistributionPoint> readAll(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<DistributionPoint> all = new ArrayList<>(1);
        while (!sequence.isEmpty()) {
            all.add(read(sequence.open(Der.SEQUENCE)));
        }
        ExtensionsReader.requireSome(all, "distribution points");
        return List.copyOf(all);
    }

    private static DistributionPoint read(Der point) throws PathException {
        Optional<Name> name = name(point);
        int reasons = point.has(Der.context(1)) ? Reasons.read(point, Der.context(1)) : Reasons.ALL;
        List<GeneralName> issuers = new ArrayList<>(0);
        if (point.has(Der.constructed(2))) {
            Der names = point.open(Der.constructed(2));
            while (!names.isEmpty()) {
                issuers.add(GeneralName.read(names));
            }
            ExtensionsReader.requireSome(issuers, "cRLIssuer");
        }
        point.end();
        // "a DistributionPoint MUST NOT consist of only the reasons field; either distributionPoint or cRLIssuer MUST
        // be
        // present."
        if (name.isEmpty() && issuers.isEmpty()) {
            throw new PathException(PathReason.EXTENSION_MALFORMED, "a distribution point without name or issuer");
        }
        return new DistributionPoint(name, reasons, issuers);
    }

    /** The name, if one stands next. */
    static Optional<Name> name(Der point) throws PathException {
        if (!point.has(Der.constructed(0))) {
            return Optional.empty();
        }
        Der choice = point.open(Der.constructed(0));
        Name name;
        if (choice.has(Der.constructed(1))) {
            byte[] set = choice.whole(Der.constructed(1));
            set[0] = Der.SET;
            name = new Name(List.of(), Optional.of(new Relative(set)));
        } else {
            Der names = choice.open(Der.constructed(0));
            List<GeneralName> full = new ArrayList<>(1);
            while (!names.isEmpty()) {
                full.add(GeneralName.read(names));
            }
            ExtensionsReader.requireSome(full, "fullName");
            name = new Name(full, Optional.empty());
        }
        choice.end();
        return Optional.of(name);
    }
}
