package org.lanyard.webauthn.attestation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * Reads of the metadata's payload (FIDO Metadata Service 3.1 §3.1.6) what is needed here.
 *
 * <p>Why not Yubico's reader: it reads every member of every entry or nothing at all, and FIDO's no. 9 of 2021 has one entry
 * whose {@code authenticatorGetInfo} has an AAGUID in another spelling; so one maker's slip would take all certifications
 * away. Its downloader moreover follows {@code x5u}, fetches lists without bound or time, and takes whomever the root vouches
 * for as FIDO.
 */
final class MetadataReader {
    /** Icons are in it, in base64. */
    private static final int MAX_STRING = 4 * 1024 * 1024;

    private static final int MAX_ENTRIES = 100_000;
    private static final UUID ZERO = new UUID(0, 0);
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING)
                            .maxNestingDepth(32)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MetadataReader() {}

    /** @throws WebAuthnException METADATA_MALFORMED */
    static ListedModels read(byte[] payload) throws WebAuthnException {
        JsonNode root;
        try {
            root = MAPPER.readTree(payload);
        } catch (IOException notJson) {
            throw malformed("payload is not JSON");
        }
        JsonNode number = root.path("no");
        JsonNode entries = root.path("entries");
        if (!number.isInt() || number.intValue() < 0 || !entries.isArray() || entries.size() > MAX_ENTRIES) {
            throw malformed("no or entries");
        }
        List<Model> models = new ArrayList<>();
        for (JsonNode entry : entries) {
            models.add(model(entry));
        }
        LocalDate nextUpdate = day(root.path("nextUpdate")).orElseThrow(() -> malformed("nextUpdate"));
        return new ListedModels(
                number.intValue(), nextUpdate, root.path("legalHeader").asText(""), models);
    }

    private static Model model(JsonNode entry) {
        JsonNode statement = entry.path("metadataStatement");
        List<ModelReport> reports = new ArrayList<>();
        List<byte[]> compromised = new ArrayList<>();
        for (JsonNode report : entry.path("statusReports")) {
            String status = report.path("status").asText("");
            Optional<X509Certificate> ofOneKey = status.equals(ModelStatus.ATTESTATION_KEY_COMPROMISE.name())
                    ? certificate(report.path("certificate"))
                    : Optional.empty();
            // §3.1.3: with a certificate it is about that key alone.
            if (ofOneKey.isPresent()) {
                compromised.add(ofOneKey.get().getPublicKey().getEncoded());
            } else {
                reports.add(new ModelReport(status, day(report.path("effectiveDate")), day(report.path("sunsetDate"))));
            }
        }
        return new Model(
                aaguid(entry.path("aaguid")),
                keys(entry.path("attestationCertificateKeyIdentifiers")),
                Optional.ofNullable(statement.path("description").textValue()),
                certificates(statement.path("attestationRootCertificates")),
                reports,
                compromised);
    }

    private static Optional<String> aaguid(JsonNode value) {
        try {
            UUID id = UUID.fromString(value.asText(""));
            return id.equals(ZERO) ? Optional.empty() : Optional.of(id.toString());
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Set<String> keys(JsonNode values) {
        Set<String> keys = new HashSet<>();
        values.forEach(value -> keys.add(value.asText("").toLowerCase(Locale.ROOT)));
        return keys;
    }

    /** What cannot be read vouches for nothing. */
    private static Set<X509Certificate> certificates(JsonNode values) {
        Set<X509Certificate> certificates = new HashSet<>();
        values.forEach(value -> certificate(value).ifPresent(certificates::add));
        return certificates;
    }

    private static Optional<X509Certificate> certificate(JsonNode value) {
        try {
            // §3.1 of the statements has base64 "not containing line breaks"; some makers' do.
            byte[] der = Base64.getMimeDecoder().decode(value.asText(""));
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(JsonNode value) {
        try {
            return Optional.of(LocalDate.parse(value.asText("")));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }

    private static WebAuthnException malformed(String what) {
        return new WebAuthnException(Reason.METADATA_MALFORMED, what);
    }
}
