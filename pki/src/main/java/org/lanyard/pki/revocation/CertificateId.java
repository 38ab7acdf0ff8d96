package org.lanyard.pki.revocation;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateExtensions;

/**
 * What a certificate is called among all: its issuer's key and its serial number.
 *
 * @param issuer the issuer's subject key identifier in lower-case hexadecimal (the leaf's authority key identifier)
 * @param serial positive, at most 20 octets (RFC 5280 section 4.1.2.2)
 */
public record CertificateId(String issuer, BigInteger serial) {
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){1,64}");

    public CertificateId {
        Objects.requireNonNull(serial, "serial");
        if (!HEX.matcher(issuer).matches()) {
            throw new IllegalArgumentException("Not a key identifier in hexadecimal: " + issuer);
        }
        if (serial.signum() <= 0 || serial.bitLength() > 159) {
            throw new IllegalArgumentException("Not a serial number: " + serial.toString(16));
        }
    }

    /**
     * The id of a leaf. The leaf's own word: only a verified leaf's counts.
     *
     * @throws PkiException KEY_IDENTIFIER_MISSING, CERTIFICATE_MALFORMED
     */
    public static CertificateId of(X509Certificate leaf) throws PkiException {
        byte[] issuer = CertificateExtensions.authorityKeyIdentifier(leaf)
                .orElseThrow(() -> new PkiException(PkiReason.KEY_IDENTIFIER_MISSING, "authority key identifier"));
        try {
            return new CertificateId(HexFormat.of().formatHex(issuer), leaf.getSerialNumber());
        } catch (IllegalArgumentException e) {
            throw new PkiException(PkiReason.CERTIFICATE_MALFORMED, "issuer and serial number", e);
        }
    }

    /**
     * How an authority is called in the ids of what it issues.
     *
     * @throws PkiException KEY_IDENTIFIER_MISSING, CERTIFICATE_MALFORMED
     */
    public static String issuerId(X509Certificate authority) throws PkiException {
        byte[] own = CertificateExtensions.subjectKeyIdentifier(authority)
                .orElseThrow(() -> new PkiException(PkiReason.KEY_IDENTIFIER_MISSING, "subject key identifier"));
        return HexFormat.of().formatHex(own);
    }

    /** The serial number as the store and the command line write it: lower-case hexadecimal, no leading zero. */
    public String serialHex() {
        // Byte by byte: BigInteger's own divides, and this stands in each sign-in's way twice.
        String hex = HexFormat.of().formatHex(serial.toByteArray());
        int zeros = 0;
        while (zeros < hex.length() - 1 && hex.charAt(zeros) == '0') {
            zeros++;
        }
        return hex.substring(zeros);
    }

    @Override
    public String toString() {
        return issuer + ":" + serialHex();
    }
}
