package org.lanyard.pki.assertion;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** The signature algorithms of RFC 7518 §3.1 that are allowed: the closed list. {@link #name()} is the {@code alg}. */
public enum JwsAlgorithm {
    /** ECDSA on P-256 with SHA-256; a signature is R and S, 32 bytes each (§3.4). */
    ES256("SHA256withECDSAinP1363Format", null),
    /** ECDSA on P-384 with SHA-384; 48 bytes each. */
    ES384("SHA384withECDSAinP1363Format", null),
    /** RSASSA-PKCS1-v1_5 with SHA-256; as long as the modulus (§3.3). */
    RS256("SHA256withRSA", null),
    /** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (§3.5). */
    PS256("RSASSA-PSS", new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));

    private final String jca;
    private final AlgorithmParameterSpec parameters;

    JwsAlgorithm(String jca, AlgorithmParameterSpec parameters) {
        this.jca = jca;
        this.parameters = parameters;
    }

    /** The algorithm of this exact {@code alg}, which is case-sensitive. */
    public static Optional<JwsAlgorithm> of(String alg) {
        return Optional.ofNullable(
                switch (alg) {
                    case "ES256" -> ES256;
                    case "ES384" -> ES384;
                    case "RS256" -> RS256;
                    case "PS256" -> PS256;
                    default -> null;
                });
    }

    /** The name that a JCA {@link java.security.Signature} of this algorithm has. */
    String jca() {
        return jca;
    }

    /** What that object must be set to first, or null. */
    AlgorithmParameterSpec parameters() {
        return parameters;
    }
}
