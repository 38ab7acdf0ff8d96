package org.lanyard.webauthn.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * The metadata's outer form, read strictly and not believed: a JWS in the compact form (FIDO Metadata Service 3.1 §3.1.7)
 * with {@code alg}, {@code x5c} and perhaps {@code typ}. {@code x5u} and {@code jku} would have us fetch what somebody else
 * says, so nothing else is honoured.
 *
 * @param text all of it
 * @param algorithm JCA name of the signature's
 * @param chain the signer's certificate first
 */
record BlobText(String text, String algorithm, List<ParsedCertificate> chain) {
    /** FIDO's own has grown to a third of this in ten years. */
    static final int LIMIT = 32 * 1024 * 1024;

    private static final int MAX_CHAIN = 5;
    private static final Set<String> HEADER = Set.of("alg", "typ", "x5c");

    static BlobText parse(byte[] bytes) throws WebAuthnException {
        WebAuthnException.require(bytes.length <= LIMIT, Reason.METADATA_TOO_LARGE);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing();
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first <= 0 || second <= first || text.indexOf('.', second + 1) >= 0) {
            throw malformed("not header.payload.signature");
        }
        ObjectNode header = header(decoded(text.substring(0, first), "header"));
        decoded(text.substring(first + 1, second), "payload");
        decoded(text.substring(second + 1), "signature");
        return new BlobText(text, algorithm(header), chain(header.path("x5c")));
    }

    /** What is signed (RFC 7515 §5.1 step 5). */
    byte[] signed() {
        return text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] payload() {
        return Base64Url.decode(text.substring(text.indexOf('.') + 1, text.lastIndexOf('.')))
                .orElseThrow();
    }

    byte[] signature() {
        return Base64Url.decode(text.substring(text.lastIndexOf('.') + 1)).orElseThrow();
    }

    private static byte[] decoded(String part, String name) throws WebAuthnException {
        return Base64Url.decode(part)
                .filter(bytes -> bytes.length > 0)
                .orElseThrow(() -> malformed(name + " is not base64url"));
    }

    private static ObjectNode header(byte[] json) throws WebAuthnException {
        try {
            ObjectNode header = Json.parseObject(json);
            for (Iterator<String> names = header.fieldNames(); names.hasNext(); ) {
                if (!HEADER.contains(names.next())) {
                    throw malformed("a header parameter beside alg, typ and x5c");
                }
            }
            return header;
        } catch (HttpRefusal refusal) {
            throw malformed("header is not one JSON object");
        }
    }

    private static String algorithm(ObjectNode header) throws WebAuthnException {
        return switch (header.path("alg").asText("")) {
            case "RS256" -> "SHA256withRSA";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            default -> throw malformed("alg is neither RS256 nor ES256");
        };
    }

    private static List<ParsedCertificate> chain(JsonNode x5c) throws WebAuthnException {
        if (!x5c.isArray() || x5c.isEmpty() || x5c.size() > MAX_CHAIN) {
            throw malformed("x5c is not a list of one to five certificates");
        }
        List<ParsedCertificate> chain = new ArrayList<>();
        for (JsonNode certificate : x5c) {
            try {
                chain.add(ParsedCertificate.of(Base64.getDecoder().decode(certificate.asText(""))));
            } catch (IllegalArgumentException | PathException bad) {
                throw malformed("x5c has something that is no certificate");
            }
        }
        return List.copyOf(chain);
    }

    private static WebAuthnException malformed(String what) {
        return new WebAuthnException(Reason.METADATA_MALFORMED, what);
    }

    @Override
    public String toString() {
        return "BlobText[" + text.length() + " characters]";
    }
}
