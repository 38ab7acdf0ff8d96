package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a list, left in its bytes: an index of places by serial number, so that a million of them cost eight bytes
 * each and a look-up costs one.
 */
final class CrlEntries {
    static final CrlEntries NONE = new CrlEntries(new byte[0], 1);

    private static final String REASON = "2.5.29.21";
    private static final String INVALIDITY_DATE = "2.5.29.24";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";

    private final byte[] der;
    /** Places of entries by the hash of their serial number, open addressing; 0 is free, as no entry begins there. */
    private final int[] table;
    /** From which place on an issuer counts (§5.3.3: until the next entry that names one). */
    private final List<Section> sections = new ArrayList<>(1);

    private int size;
    private boolean extensions;
    private boolean unknownCritical;

    private record Section(int from, DistinguishedName issuer) {}

    private CrlEntries(byte[] der, int slots) {
        this.der = der;
        this.table = new int[slots];
    }

    /** @param der the SEQUENCE OF revokedCertificates, whole */
    static CrlEntries read(byte[] der, DistinguishedName issuer) throws PathException {
        int count = 0;
        int start = Canonical.contentOf(der, 0);
        for (int at = start; at < der.length; at = next(der, at)) {
            count++;
        }
        // §5.1.2.6: "When there are no revoked certificates, the revoked certificates list MUST be absent."
        if (count == 0) {
            throw new PathException(PathReason.CRL_MALFORMED, "an empty list of entries");
        }
        CrlEntries entries = new CrlEntries(der, Integer.highestOneBit(count) * 4);
        entries.sections.add(new Section(0, issuer));
        for (int at = start; at < der.length; at = next(der, at)) {
            entries.add(at);
        }
        return entries;
    }

    private static int next(byte[] der, int at) {
        return Canonical.contentOf(der, at) + Canonical.lengthOf(der, at);
    }

    private void add(int at) throws PathException {
        if (der[at] != Der.SEQUENCE || next(der, at) == at + 2 || der[Canonical.contentOf(der, at)] != Der.INTEGER) {
            throw new PathException(PathReason.CRL_MALFORMED, "an entry without a serial number");
        }
        Read read = read(at);
        read.issuer.ifPresent(issuer -> sections.add(new Section(at, issuer)));
        extensions |= read.extensions;
        unknownCritical |= read.unknownCritical;
        int slot = slot(hashAt(at));
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = at;
        size++;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) * 0x9e3779b1 >>> 7 & table.length - 1;
    }

    private int hashAt(int at) {
        int serial = Canonical.contentOf(der, at);
        int from = Canonical.contentOf(der, serial);
        int hash = 1;
        for (int i = from; i < from + Canonical.lengthOf(der, serial); i++) {
            hash = 31 * hash + der[i];
        }
        return hash;
    }

    private record Read(
            CrlEntry entry, Optional<DistinguishedName> issuer, boolean extensions, boolean unknownCritical) {}

    private Read read(int at) throws PathException {
        byte[] one = Arrays.copyOfRange(der, at, next(der, at));
        Der entry = Der.walked(one).open(Der.SEQUENCE);
        entry.integer(Der.INTEGER);
        Times revoked = Times.read(entry);
        int reason = 0;
        Optional<DistinguishedName> issuer = Optional.empty();
        boolean unknown = false;
        boolean has = !entry.isEmpty();
        if (has) {
            for (Map.Entry<String, ExtensionsReader.Raw> each :
                    ExtensionsReader.raw(entry.open(Der.SEQUENCE)).entrySet()) {
                byte[] value = each.getValue().value();
                switch (each.getKey()) {
                    case REASON -> reason = reason(value);
                    case CERTIFICATE_ISSUER -> issuer = Optional.of(issuer(value));
                    case INVALIDITY_DATE -> {
                        // tells more than is needed here
                    }
                    default -> unknown |= each.getValue().critical();
                }
            }
        }
        entry.end();
        return new Read(new CrlEntry(revoked.at(), reason), issuer, has, unknown);
    }

    private static int reason(byte[] value) throws PathException {
        Der der = Der.of(value, value.length);
        int reason = der.count(Der.ENUMERATED);
        if (reason > 10 || reason == 7) {
            throw new PathException(PathReason.CRL_MALFORMED, "reason " + reason);
        }
        return reason;
    }

    private static DistinguishedName issuer(byte[] value) throws PathException {
        for (GeneralName name : ExtensionsReader.names(Der.of(value, value.length))) {
            if (name instanceof GeneralName.Directory directory) {
                return directory.name();
            }
        }
        throw new PathException(PathReason.CRL_MALFORMED, "a certificate's issuer without a directory name");
    }

    Optional<CrlEntry> find(DistinguishedName issuer, BigInteger serial) throws PathException {
        byte[] wanted = serial.toByteArray();
        int slot = slot(Arrays.hashCode(wanted));
        for (; table[slot] != 0; slot = slot + 1 & table.length - 1) {
            int at = table[slot];
            int number = Canonical.contentOf(der, at);
            int from = Canonical.contentOf(der, number);
            if (Arrays.equals(der, from, from + Canonical.lengthOf(der, number), wanted, 0, wanted.length)
                    && issuerAt(at).equals(issuer)) {
                return Optional.of(read(at).entry);
            }
        }
        return Optional.empty();
    }

    private DistinguishedName issuerAt(int at) {
        int low = 0;
        int high = sections.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (sections.get(middle).from <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return sections.get(low).issuer;
    }

    boolean haveExtensions() {
        return extensions;
    }

    boolean haveUnknownCritical() {
        return unknownCritical;
    }

    int size() {
        return size;
    }
}
