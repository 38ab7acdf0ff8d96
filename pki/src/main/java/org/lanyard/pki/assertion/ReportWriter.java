package org.lanyard.pki.assertion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SigningKey;

/** Writes reports, as {@link AssertionWriter} writes assertions. */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes and signs a report.
     *
     * @throws PkiException {@link PkiReason#SIGNING_FAILED}
     */
    public static String write(ReportClaims claims, SigningKey key) throws PkiException {
        String payload = AssertionWriter.json(json -> {
            json.writeStringField("iss", claims.service().toString());
            json.writeStringField("aud", claims.audience());
            json.writeNumberField("iat", claims.issuedAt().getEpochSecond());
            json.writeNumberField("exp", claims.expiresAt().getEpochSecond());
            json.writeStringField("jti", claims.identifier());
            report(json, claims.report());
        });
        return AssertionWriter.write(ReportClaims.TYPE, payload, key);
    }

    private static void report(JsonGenerator json, Report report) throws IOException {
        if (report instanceof Report.Counter counter) {
            json.writeObjectFieldStart("counter");
            json.writeStringField("credential_id", Base64Url.encode(counter.credentialId()));
            json.writeStringField("handle", counter.handle());
        } else if (report instanceof Report.Model model) {
            json.writeObjectFieldStart("model");
            json.writeStringField("aaguid", model.aaguid());
            json.writeStringField("status", model.status().name());
        }
        json.writeEndObject();
    }
}
