package org.lanyard.pki.assertion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;

/**
 * Writes assertions. The {@code alg} follows from the leaf's key: ES256 for P-256, ES384 for P-384, RS256 for RSA (a
 * card pads for itself, and every reader of PIV cards knows PKCS#1 v1.5). {@code x5c} carries the leaf alone.
 */
public final class AssertionWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private AssertionWriter() {}

    /**
     * Writes an assertion that something else signs, such as a card.
     *
     * @param leaf the signer's certificate; its name must be the claims' issuer, which only a verifier checks
     * @return the compact JWS
     * @throws X whatever the signer throws
     * @throws IllegalArgumentException if the key is of a kind that has no algorithm here, or the signature has not its
     *     length
     */
    public static <X extends Exception> String write(AssertionClaims claims, X509Certificate leaf, RawSigner<X> signer)
            throws X {
        return write(claims.speaker().type(), payload(claims), leaf, signer);
    }

    private static <X extends Exception> String write(
            String type, String payload, X509Certificate leaf, RawSigner<X> signer) throws X {
        JwsAlgorithm algorithm = algorithmFor(leaf.getPublicKey());
        String input = part(header(type, leaf, algorithm)) + "." + part(payload);
        byte[] signature = signer.sign(input.getBytes(StandardCharsets.US_ASCII));
        int expected = VerificationKey.lengthFor(leaf.getPublicKey());
        if (signature.length != expected) {
            throw new IllegalArgumentException(
                    "A signature of " + signature.length + " bytes instead of " + expected + " for " + algorithm);
        }
        return input + "." + Base64Url.encode(signature);
    }

    /**
     * Writes an assertion that a key in this JVM or its token signs.
     *
     * @throws PkiException {@link PkiReason#SIGNING_FAILED}
     */
    public static String write(AssertionClaims claims, SigningKey key) throws PkiException {
        return write(claims.speaker().type(), payload(claims), key);
    }

    /** Writes a text of this {@code typ} that is none of the speakers' assertions. */
    static String write(String type, String payload, SigningKey key) throws PkiException {
        X509Certificate leaf = key.certificate();
        JwsAlgorithm algorithm = algorithmFor(leaf.getPublicKey());
        RawSigner<GeneralSecurityException> signer = input -> {
            Signature signature = Signature.getInstance(algorithm.jca());
            signature.initSign(key.key());
            signature.update(input);
            return signature.sign();
        };
        try {
            return write(type, payload, leaf, signer);
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.SIGNING_FAILED, "assertion", e);
        }
    }

    /**
     * The algorithm that goes with a key.
     *
     * @throws IllegalArgumentException if none does
     */
    public static JwsAlgorithm algorithmFor(PublicKey key) {
        if (key instanceof RSAPublicKey) {
            return JwsAlgorithm.RS256;
        }
        int bits = key instanceof ECPublicKey ec
                ? ec.getParams().getCurve().getField().getFieldSize()
                : 0;
        return switch (bits) {
            case 256 -> JwsAlgorithm.ES256;
            case 384 -> JwsAlgorithm.ES384;
            default -> throw new IllegalArgumentException("No algorithm goes with this key: " + key.getAlgorithm());
        };
    }

    private static String header(String type, X509Certificate leaf, JwsAlgorithm algorithm) {
        return json(json -> {
            json.writeStringField("alg", algorithm.name());
            json.writeStringField("typ", type);
            json.writeArrayFieldStart("x5c");
            json.writeString(base64(leaf));
            json.writeEndArray();
        });
    }

    private static String payload(AssertionClaims claims) {
        return json(json -> {
            json.writeStringField("iss", claims.issuer());
            json.writeStringField("sub", claims.subject());
            json.writeStringField("aud", claims.audience());
            json.writeNumberField("iat", claims.issuedAt().getEpochSecond());
            json.writeNumberField("exp", claims.expiresAt().getEpochSecond());
            json.writeStringField("jti", claims.identifier());
            if (claims instanceof CardClaims card) {
                json.writeStringField("client_id", card.clientId().toString());
            } else if (claims instanceof KioskClaims kiosk
                    && kiosk.assertionHash().isPresent()) {
                json.writeStringField("assertion_hash", kiosk.assertionHash().get());
            } else if (claims instanceof WebAuthnClaims webauthn) {
                json.writeObjectFieldStart("webauthn");
                evidence(json, webauthn.evidence());
                json.writeEndObject();
                if (webauthn.attestation().isPresent()) {
                    json.writeObjectFieldStart("attestation");
                    attestation(json, webauthn.attestation().get());
                    json.writeEndObject();
                }
            }
        });
    }

    private static void attestation(JsonGenerator json, AttestationFacts facts) throws IOException {
        json.writeStringField("aaguid", facts.aaguid());
        json.writeStringField("format", facts.format());
        json.writeBooleanField("trusted", facts.trusted());
        json.writeBooleanField("certified", facts.certified());
        if (facts.level().isPresent()) {
            json.writeStringField("level", facts.level().get());
        }
        if (facts.model().isPresent()) {
            json.writeStringField("model", facts.model().get());
        }
        json.writeArrayFieldStart("transports");
        for (String transport : facts.transports()) {
            json.writeString(transport);
        }
        json.writeEndArray();
    }

    private static void evidence(JsonGenerator json, WebAuthnEvidence evidence) throws IOException {
        json.writeStringField("type", evidence.ceremony().type());
        json.writeStringField(EvidenceRules.CREDENTIAL_ID.name(), Base64Url.encode(evidence.credentialId()));
        json.writeStringField(EvidenceRules.AUTHENTICATOR_DATA.name(), Base64Url.encode(evidence.authenticatorData()));
        json.writeStringField(EvidenceRules.CLIENT_DATA_JSON.name(), Base64Url.encode(evidence.clientDataJson()));
        if (evidence.signature().isPresent()) {
            json.writeStringField(
                    EvidenceRules.SIGNATURE.name(),
                    Base64Url.encode(evidence.signature().get()));
        }
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate has no encoding", e);
        }
    }

    private static String part(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    static String json(Fields fields) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot fail", e);
        }
        return text.toString();
    }

    /** What stands in an object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
