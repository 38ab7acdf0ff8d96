package org.lanyard.pki.path.parse;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/**
 * A certificate as it was read: RFC 5280 §4.1. It is well formed; nothing is said of whether it is to be believed. Equal by
 * its bytes.
 */
public final class ParsedCertificate {
    /** The longest that is read, in bytes. */
    public static final int LIMIT = 64 * 1024;

    private final byte[] der;
    private final byte[] signedPart;
    private final int version;
    private final BigInteger serial;
    private final AlgorithmIdentifier signatureAlgorithm;
    private final byte[] signature;
    private final DistinguishedName issuer;
    private final DistinguishedName subject;
    private final Times notBefore;
    private final Times notAfter;
    private final SubjectKey key;
    private final boolean uniqueIdentifiers;
    private final Extensions extensions;

    private ParsedCertificate(byte[] der) throws PathException {
        this.der = der;
        Der certificate = Der.of(der, LIMIT).open(Der.SEQUENCE);
        this.signedPart = certificate.whole(Der.SEQUENCE);
        this.signatureAlgorithm = AlgorithmIdentifier.read(certificate);
        this.signature = certificate.signature();
        certificate.end();

        Der tbs = Der.walked(signedPart).open(Der.SEQUENCE);
        this.version = version(tbs);
        this.serial = tbs.integer(Der.INTEGER);
        AlgorithmIdentifier inner = AlgorithmIdentifier.read(tbs);
        // §4.1.1.2: "This field MUST contain the same algorithm identifier as the signature field in the sequence
        // tbsCertificate".
        if (!inner.equals(signatureAlgorithm)) {
            throw new PathException(PathReason.ALGORITHMS_DIFFER, inner + " and " + signatureAlgorithm);
        }
        this.issuer = DistinguishedName.read(tbs);
        Der validity = tbs.open(Der.SEQUENCE);
        this.notBefore = Times.read(validity);
        this.notAfter = Times.read(validity);
        validity.end();
        this.subject = DistinguishedName.read(tbs);
        this.key = SubjectKey.read(tbs);
        this.uniqueIdentifiers = unique(tbs, 1) | unique(tbs, 2);
        this.extensions = extensions(tbs);
        tbs.end();
    }

    /**
     * Reads one.
     *
     * @param der at most {@link #LIMIT} bytes, nothing behind it
     * @throws PathException with the first rule of form that does not hold
     */
    public static ParsedCertificate of(byte[] der) throws PathException {
        return new ParsedCertificate(der.clone());
    }

    private static int version(Der tbs) throws PathException {
        if (!tbs.has(Der.constructed(0))) {
            return 1;
        }
        Der explicit = tbs.open(Der.constructed(0));
        int version = explicit.count(Der.INTEGER);
        explicit.end();
        // Version 1 is the default, which DER leaves out.
        if (version != 1 && version != 2) {
            throw new PathException(PathReason.VERSION_WRONG, "field " + version);
        }
        return version + 1;
    }

    private boolean unique(Der tbs, int number) throws PathException {
        if (!tbs.has(Der.context(number))) {
            return false;
        }
        tbs.content(Der.context(number));
        // §4.1.2.8: "These fields MUST only appear if the version is 2 or 3".
        if (version < 2) {
            throw new PathException(PathReason.VERSION_WRONG, "unique identifiers in version " + version);
        }
        return true;
    }

    private Extensions extensions(Der tbs) throws PathException {
        if (!tbs.has(Der.constructed(3))) {
            return Extensions.NONE;
        }
        // §4.1.2.9: "This field MUST only appear if the version is 3".
        if (version != 3) {
            throw new PathException(PathReason.VERSION_WRONG, "extensions in version " + version);
        }
        Der explicit = tbs.open(Der.constructed(3));
        Extensions read = ExtensionsReader.read(explicit.open(Der.SEQUENCE));
        explicit.end();
        return read;
    }

    public byte[] der() {
        return der.clone();
    }

    /** tbsCertificate, as it was signed. */
    public byte[] signedPart() {
        return signedPart.clone();
    }

    /** 1, 2 or 3. */
    public int version() {
        return version;
    }

    public BigInteger serial() {
        return serial;
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

    public DistinguishedName subject() {
        return subject;
    }

    public Instant notBefore() {
        return notBefore.at();
    }

    /** The last second of its validity (§4.1.2.5: "inclusive"). */
    public Instant notAfter() {
        return notAfter.at();
    }

    /** Whether both times are encoded as their years want it. */
    public boolean timesAreEncodedByYear() {
        return notBefore.isEncodedByYear() && notAfter.isEncodedByYear();
    }

    public SubjectKey key() {
        return key;
    }

    public boolean hasUniqueIdentifiers() {
        return uniqueIdentifiers;
    }

    public Extensions extensions() {
        return extensions;
    }

    /** RFC 5280 §6.1: "A certificate is self-issued if the same DN appears in the subject and issuer fields". */
    public boolean isSelfIssued() {
        return subject.equals(issuer);
    }

    /** What people tell it by: its subject, or its serial number where that is empty. */
    public String label() {
        return subject.isEmpty() ? "serial " + serial.toString(16) : subject.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParsedCertificate certificate && Arrays.equals(der, certificate.der);
    }

    @Override
    public int hashCode() {
        // The signature is as good as random.
        return Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return "ParsedCertificate[" + label() + "]";
    }
}
