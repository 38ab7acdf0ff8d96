package org.lanyard.pki.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.AssertionClaims;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.assertion.ReportClaims;
import org.lanyard.pki.assertion.ReportWriter;
import org.lanyard.pki.keystore.SigningKey;

/**
 * An assertion to be: it starts as good as the writer makes it, and each call breaks or changes one thing. What is not
 * said to be broken is put right again: {@link #write()} signs what came out of the changes.
 *
 * <pre>{@code
 * String late = ForgedAssertion.good(claims, card).claim("exp", 0).write();
 * String stranger = ForgedAssertion.good(claims, card).signedBy(other.key()).write();
 * }</pre>
 */
public final class ForgedAssertion {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private UnaryOperator<byte[]> headerBytes = UnaryOperator.identity();
    private UnaryOperator<byte[]> payloadBytes = UnaryOperator.identity();
    private UnaryOperator<byte[]> signature = UnaryOperator.identity();
    private UnaryOperator<String> text = UnaryOperator.identity();
    private PrivateKey key;
    private String algorithm;

    private ForgedAssertion(Map<String, Object> header, Map<String, Object> claims, SigningKey key) {
        this.header = header;
        this.claims = claims;
        this.key = key.key();
        this.algorithm = AssertionWriter.algorithmFor(key.publicKey()).name();
    }

    /** A good assertion, as long as nothing is changed. */
    public static ForgedAssertion good(AssertionClaims claims, SigningKey key) {
        try {
            String[] parts = AssertionWriter.write(claims, key).split("\\.");
            return new ForgedAssertion(map(parts[0]), map(parts[1]), key);
        } catch (PkiException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good report, as long as nothing is changed. */
    public static ForgedAssertion good(ReportClaims claims, SigningKey key) {
        try {
            String[] parts = ReportWriter.write(claims, key).split("\\.");
            return new ForgedAssertion(map(parts[0]), map(parts[1]), key);
        } catch (PkiException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> map(String part) throws IOException {
        return MAPPER.readValue(
                Base64Url.decode(part).orElseThrow(), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** Sets a header parameter to what becomes this JSON. */
    public ForgedAssertion header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    /** Leaves a header parameter out. */
    public ForgedAssertion withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Sets {@code x5c}. */
    public ForgedAssertion certificates(X509Certificate... certificates) {
        return header(
                "x5c",
                List.of(certificates).stream().map(ForgedAssertion::base64).toList());
    }

    /** Sets a claim to what becomes this JSON. */
    public ForgedAssertion claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    /** What a claim says so far. */
    public Object claimed(String name) {
        return claims.get(name);
    }

    /** Leaves a claim out. */
    public ForgedAssertion withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    /** Changes an object in a claim. */
    @SuppressWarnings("unchecked")
    public ForgedAssertion inClaim(String name, String member, Object value) {
        Map<String, Object> object = (Map<String, Object>) claims.get(name);
        if (value == null) {
            object.remove(member);
        } else {
            object.put(member, value);
        }
        return this;
    }

    /** Changes the header's JSON as text. */
    public ForgedAssertion headerText(UnaryOperator<String> change) {
        headerBytes = onText(change);
        return this;
    }

    /** Changes the payload's JSON as text. */
    public ForgedAssertion payloadText(UnaryOperator<String> change) {
        payloadBytes = onText(change);
        return this;
    }

    /** Changes the payload's bytes. */
    public ForgedAssertion payloadBytes(UnaryOperator<byte[]> change) {
        payloadBytes = change;
        return this;
    }

    /** Signs with another key than the certificate's. */
    public ForgedAssertion signedBy(PrivateKey other) {
        key = other;
        return this;
    }

    /** Signs by another algorithm, and leaves {@code alg} as it is: ES256, ES384, RS256, PS256 or RS512. */
    public ForgedAssertion signedAs(String alg) {
        algorithm = alg;
        return this;
    }

    /** Changes the signature's bytes. */
    public ForgedAssertion signature(UnaryOperator<byte[]> change) {
        signature = change;
        return this;
    }

    /** Changes the text in the end. */
    public ForgedAssertion text(UnaryOperator<String> change) {
        text = change;
        return this;
    }

    /** Signs, and answers with the text. */
    public String write() {
        try {
            String input = Base64Url.encode(headerBytes.apply(MAPPER.writeValueAsBytes(header)))
                    + "."
                    + Base64Url.encode(payloadBytes.apply(MAPPER.writeValueAsBytes(claims)));
            return text.apply(input + "." + Base64Url.encode(signature.apply(sign(input))));
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(String input) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(
                switch (algorithm) {
                    case "ES256" -> "SHA256withECDSAinP1363Format";
                    case "ES384" -> "SHA384withECDSAinP1363Format";
                    case "RS256" -> "SHA256withRSA";
                    case "RS512" -> "SHA512withRSA";
                    case "PS256" -> "RSASSA-PSS";
                    default -> throw new IllegalArgumentException(algorithm);
                });
        if (algorithm.equals("PS256")) {
            signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signer.initSign(key);
        signer.update(input.getBytes(StandardCharsets.US_ASCII));
        return signer.sign();
    }

    private static UnaryOperator<byte[]> onText(UnaryOperator<String> change) {
        return bytes -> change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
