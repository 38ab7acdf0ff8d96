package org.lanyard.vectors;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The files of vectors, read strictly: an unknown field, a missing one, a field that stands twice or anything after the
 * end is a mistake in the file, and fails.
 */
public final class Vectors {
    /** Of {@link AssertionVectors}. */
    public static final String ASSERTIONS = "assertions.json";

    /** Of {@link CertificateVectors}. */
    public static final String CERTIFICATES = "certificates.json";

    /** Of {@link ApduVectors}. */
    public static final String APDU_TRANSCRIPTS = "apdu-transcripts.json";

    /** Of {@link CeremonyVectors}. */
    public static final String CEREMONIES = "webauthn-ceremonies.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new IsoTimes.Writer())
                    .addDeserializer(Instant.class, new IsoTimes.InstantReader())
                    .addSerializer(LocalDate.class, new IsoTimes.Writer())
                    .addDeserializer(LocalDate.class, new IsoTimes.DateReader()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Vectors() {}

    /** The committed assertions. */
    public static AssertionVectors assertions() {
        return load(ASSERTIONS, AssertionVectors.class);
    }

    /** The committed certificates. */
    public static CertificateVectors certificates() {
        return load(CERTIFICATES, CertificateVectors.class);
    }

    /** The committed APDU transcripts. */
    public static ApduVectors apduTranscripts() {
        return load(APDU_TRANSCRIPTS, ApduVectors.class);
    }

    /** The committed WebAuthn ceremonies. */
    public static CeremonyVectors ceremonies() {
        return load(CEREMONIES, CeremonyVectors.class);
    }

    /**
     * Reads one of the records of this package.
     *
     * @throws IOException if the text is not exactly that
     */
    public static <T> T read(String json, Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }

    /** Writes a file of vectors, one field a line and a line feed at the end, in UTF-8. */
    public static void write(Object vectors, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, MAPPER.writeValueAsString(vectors) + "\n");
    }

    private static <T> T load(String name, Class<T> type) {
        try (InputStream stream = Vectors.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not as its record says", e);
        }
    }
}
