package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** A revocation list as it was read: RFC 5280 §5.1. It is well formed; nothing is said of whether it is to be believed. */
public final class ParsedCrl {
    /** The longest that is read, in bytes: a million entries are some 40 MB. */
    public static final int LIMIT = 128 * 1024 * 1024;

    private final byte[] der;
    private final byte[] signedPart;
    private final AlgorithmIdentifier signatureAlgorithm;
    private final byte[] signature;
    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final CrlEntries entries;
    private final CrlExtensions extensions;

    private ParsedCrl(byte[] der) throws PathException {
        this.der = der;
        Der list = Der.of(der, LIMIT).open(Der.SEQUENCE);
        this.signedPart = list.whole(Der.SEQUENCE);
        this.signatureAlgorithm = AlgorithmIdentifier.read(list);
        this.signature = list.signature();
        list.end();

        Der tbs = Der.walked(signedPart).open(Der.SEQUENCE);
        int version = tbs.has(Der.INTEGER) ? tbs.count(Der.INTEGER) : 0;
        AlgorithmIdentifier inner = AlgorithmIdentifier.read(tbs);
        if (!inner.equals(signatureAlgorithm)) {
            throw new PathException(PathReason.ALGORITHMS_DIFFER, inner + " and " + signatureAlgorithm);
        }
        this.issuer = DistinguishedName.read(tbs);
        this.thisUpdate = Times.read(tbs).at();
        this.nextUpdate = tbs.has(Der.UTC_TIME) || tbs.has(Der.GENERALIZED_TIME)
                ? Optional.of(Times.read(tbs).at())
                : Optional.empty();
        this.entries = tbs.has(Der.SEQUENCE) ? CrlEntries.read(tbs.whole(Der.SEQUENCE), issuer) : CrlEntries.NONE;
        this.extensions = CrlExtensions.read(tbs);
        tbs.end();
        // §5.1.2.1: "When extensions are used, as required by this profile, this field MUST be present and MUST specify
        // version 2 (the integer value is 1)."
        if (version > 1 || version == 0 && (!extensions.equals(CrlExtensions.NONE) || entries.haveExtensions())) {
            throw new PathException(PathReason.CRL_MALFORMED, "version field " + version);
        }
    }

    /**
     * Reads one.
     *
     * @param der at most {@link #LIMIT} bytes, nothing behind it
     * @throws PathException CRL_MALFORMED with what is wrong
     */
    public static ParsedCrl of(byte[] der) throws PathException {
        try {
            return new ParsedCrl(der.clone());
        } catch (PathException e) {
            throw e.reason() == PathReason.CRL_MALFORMED
                    ? e
                    : new PathException(PathReason.CRL_MALFORMED, e.getMessage());
        }
    }

    public byte[] der() {
        return der.clone();
    }

    /** tbsCertList, as it was signed. */
    public byte[] signedPart() {
        return signedPart.clone();
    }

    public AlgorithmIdentifier signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public byte[] signature() {
        return signature.clone();
    }

    public DistinguishedName issuer() {
        return issuer;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** Empty where the list leaves it out, which §5.1.2.5 does not allow: such a list is never current. */
    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    public CrlExtensions extensions() {
        return extensions;
    }

    /** Critical extensions of entries that are not known here: with any, §5.3 forbids to use the list. */
    public boolean hasUnknownCriticalEntry() {
        return entries.haveUnknownCritical();
    }

    /** What the list says of a certificate; for an indirect list the certificate's issuer is part of the question. */
    public Optional<CrlEntry> find(DistinguishedName certificateIssuer, BigInteger serial) throws PathException {
        return entries.find(certificateIssuer, serial);
    }

    /** How many entries there are. */
    public int size() {
        return entries.size();
    }
}
