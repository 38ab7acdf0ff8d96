package org.lanyard.pki.path.rules;

import java.util.Map;
import java.util.Set;

/**
 * The signature algorithms and curves that are taken: our policy, after SP 800-57 part 1 revision 5 (112 bits of strength and
 * more).
 *
 * @param signatures object identifier to JCA name
 * @param curves object identifiers of named curves
 * @param smallestRsa bits of the smallest RSA modulus
 * @param alsoDsa whether DSA is taken, of any size
 */
public record Algorithms(Map<String, String> signatures, Set<String> curves, int smallestRsa, boolean alsoDsa) {
    /** Bits of the largest RSA modulus: beyond, a verification is a way to keep a server busy. */
    static final int LARGEST_RSA = 8192;

    static final String RSA = "1.2.840.113549.1.1.1";
    static final String EC = "1.2.840.10045.2.1";
    static final String DSA = "1.2.840.10040.4.1";
    static final String ED25519 = "1.3.101.112";
    static final String ED448 = "1.3.101.113";
    static final String PSS = "1.2.840.113549.1.1.10";

    private static final Set<String> CURVES = Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

    /** What is taken: SHA-2 with ECDSA on P-256, P-384 and P-521, with RSA of 2048 bits and more, and EdDSA. */
    public static final Algorithms STRONG = new Algorithms(
            Map.of(
                    "1.2.840.10045.4.3.2",
                    "SHA256withECDSA",
                    "1.2.840.10045.4.3.3",
                    "SHA384withECDSA",
                    "1.2.840.10045.4.3.4",
                    "SHA512withECDSA",
                    "1.2.840.113549.1.1.11",
                    "SHA256withRSA",
                    "1.2.840.113549.1.1.12",
                    "SHA384withRSA",
                    "1.2.840.113549.1.1.13",
                    "SHA512withRSA",
                    PSS,
                    "RSASSA-PSS",
                    ED25519,
                    "Ed25519",
                    ED448,
                    "Ed448"),
            CURVES,
            2048,
            false);

    /** Of a time long gone, SHA-1 and DSA included: for conformance data of that time alone. Not to be configured. */
    public static final Algorithms WITH_BROKEN_ONES = new Algorithms(
            Map.of(
                    "1.2.840.10040.4.3", "SHA1withDSA",
                    "1.2.840.113549.1.1.5", "SHA1withRSA",
                    "1.2.840.113549.1.1.11", "SHA256withRSA"),
            CURVES,
            1024,
            true);

    public Algorithms {
        signatures = Map.copyOf(signatures);
        curves = Set.copyOf(curves);
    }
}
