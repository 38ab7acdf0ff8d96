package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The extensions of a revocation list, read (RFC 5280 §5.2). What is absent is empty.
 *
 * @param unknownCritical whether there is a critical one that is not known here
 */
public record CrlExtensions(
        Optional<KeyIdentifier> authorityKey,
        Optional<BigInteger> number,
        Optional<BigInteger> baseNumber,
        Optional<IssuingDistributionPoint> scope,
        List<DistributionPoint> freshest,
        boolean unknownCritical) {
    static final CrlExtensions NONE =
            new CrlExtensions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);

    private static final String NUMBER = "2.5.29.20";
    private static final String DELTA = "2.5.29.27";
    private static final String SCOPE = "2.5.29.28";

    static CrlExtensions read(Der tbs) throws PathException {
        if (!tbs.has(Der.constructed(0))) {
            return NONE;
        }
        Der explicit = tbs.open(Der.constructed(0));
        Map<String, ExtensionsReader.Raw> raw = ExtensionsReader.raw(explicit.open(Der.SEQUENCE));
        explicit.end();
        CrlExtensions read = NONE;
        for (Map.Entry<String, ExtensionsReader.Raw> each : raw.entrySet()) {
            byte[] value = each.getValue().value();
            boolean critical = each.getValue().critical();
            read = read.with(each.getKey(), value, critical);
        }
        return read;
    }

    private CrlExtensions with(String oid, byte[] value, boolean critical) throws PathException {
        Optional<KeyIdentifier> key = authorityKey;
        Optional<BigInteger> thisNumber = number;
        Optional<BigInteger> base = baseNumber;
        Optional<IssuingDistributionPoint> where = scope;
        List<DistributionPoint> deltas = freshest;
        boolean unknown = unknownCritical;
        switch (oid) {
            case Extensions.AUTHORITY_KEY ->
                key = AuthorityKeyIdentifier.read(whole(value)).key();
            case NUMBER -> thisNumber = Optional.of(whole(value).integer(Der.INTEGER));
            case DELTA -> base = Optional.of(whole(value).integer(Der.INTEGER));
            case SCOPE -> where = Optional.of(IssuingDistributionPoint.read(whole(value)));
            case Extensions.FRESHEST -> deltas = DistributionPoint.readAll(whole(value));
            case Extensions.ISSUER_NAMES -> ExtensionsReader.names(whole(value));
            default -> unknown |= critical;
        }
        return new CrlExtensions(key, thisNumber, base, where, deltas, unknown);
    }

    private static Der whole(byte[] value) throws PathException {
        return Der.of(value, value.length);
    }

    /** Whether it tells changes since another list alone (§5.2.4). */
    public boolean isDelta() {
        return baseNumber.isPresent();
    }
}
