package org.lanyard.pki.path.parse;

/** RFC 5280 §4.2.1.3: bit n of {@code bits} is bit n of the extension. */
public record KeyUsage(int bits) {
    private static final int DIGITAL_SIGNATURE = 1;
    private static final int KEY_CERT_SIGN = 1 << 5;
    private static final int CRL_SIGN = 1 << 6;

    static KeyUsage read(Der value) throws PathException {
        int bits = value.namedBits(Der.BIT_STRING);
        // "When the keyUsage extension appears in a certificate, at least one of the bits MUST be set to 1."
        if (bits == 0) {
            throw new PathException(PathReason.EXTENSION_MALFORMED, "key usage without a bit");
        }
        return new KeyUsage(bits);
    }

    /** Whether signatures other than on certificates and CRLs are verified with the key. */
    public boolean signs() {
        return (bits & DIGITAL_SIGNATURE) != 0;
    }

    /** Whether signatures on certificates are. */
    public boolean signsCertificates() {
        return (bits & KEY_CERT_SIGN) != 0;
    }

    /** Whether signatures on CRLs are. */
    public boolean signsLists() {
        return (bits & CRL_SIGN) != 0;
    }
}
