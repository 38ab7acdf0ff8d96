package org.lanyard.pki.assertion;

import java.util.Optional;
import org.lanyard.pki.assertion.JsonValue.Members;

/**
 * A JWS in the compact serialisation (RFC 7515 §7.1), read strictly; the layer under the assertion, which knows neither
 * certificates nor claims.
 *
 * <p>Why not Nimbus's {@code JWSObject} and {@code DefaultJWSVerifier}: their base64url takes padding, {@code +} and
 * {@code /}, unknown characters and unused bits; their JSON keeps the last of two names; both would make two texts of
 * one assertion. Nimbus reads keys for us ({@link VerificationKey#of(com.nimbusds.jose.jwk.JWK)}); the reading and the
 * call of {@link java.security.Signature} are ours, and held to Wycheproof's vectors.
 */
public final class Jws {
    /** The longest text that is looked at, in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    private final Members header;
    private final JwsAlgorithm algorithm;
    private final byte[] payload;
    private final byte[] input;
    private final byte[] signature;
    private final Rules rules;

    private Jws(Members header, JwsAlgorithm algorithm, Compact compact, Rules rules) throws AssertionException {
        this.header = header;
        this.algorithm = algorithm;
        this.payload = compact.payloadBytes();
        this.input = compact.input();
        this.signature = compact.signatureBytes();
        this.rules = rules;
    }

    /**
     * Reads a JWS; its signature is not checked yet.
     *
     * @param compact three parts of base64url, at most 16 KiB
     * @throws AssertionException if it is not in its one spelling, or its {@code alg} is not allowed
     */
    public static Jws read(String compact) throws AssertionException {
        return read(compact, Rules.ALL);
    }

    static Jws read(String compact, Rules rules) throws AssertionException {
        try {
            Compact parts = Compact.cut(compact, rules);
            Members header = header(parts, rules);
            return new Jws(header, algorithm(header), parts, rules);
        } catch (RuntimeException e) {
            throw new AssertionException(Reason.NOT_UNDERSTOOD, "reading", e);
        }
    }

    static Members header(Compact parts, Rules rules) throws AssertionException {
        Members header = Json.read(parts.headerBytes(rules), "header", rules).root();
        Rules.check(rules.jws(), header);
        return header;
    }

    static JwsAlgorithm algorithm(Members header) throws AssertionException {
        return Optional.ofNullable(header.text("alg"))
                .flatMap(JwsAlgorithm::of)
                .orElseThrow(() -> new AssertionException(Reason.NOT_UNDERSTOOD, "alg"));
    }

    /**
     * Checks the signature.
     *
     * @return the payload, of any form, which the key has signed
     * @throws AssertionException {@link Reason#ALG_NOT_FOR_KEY}, {@link Reason#SIGNATURE_LENGTH} or {@link
     *     Reason#SIGNATURE_INVALID}
     */
    public byte[] verify(VerificationKey key) throws AssertionException {
        verify(new SignatureRules.Signed(algorithm, key, input, signature), rules);
        return payload.clone();
    }

    static void verify(SignatureRules.Signed signed, Rules rules) throws AssertionException {
        try {
            Rules.check(rules.signature(), signed);
        } catch (RuntimeException e) {
            throw new AssertionException(Reason.NOT_UNDERSTOOD, "verifying", e);
        }
    }

    /** The header as it was written. Nothing in it is to be believed before {@link #verify} has returned. */
    public Members header() {
        return header;
    }

    /** The {@code alg} of the header. */
    public JwsAlgorithm algorithm() {
        return algorithm;
    }
}
