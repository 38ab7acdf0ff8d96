package org.lanyard.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas, which readers in other languages use, and the records, which ours use, say the same. */
class SchemaTest {
    @ParameterizedTest
    @CsvSource({
        "assertions, AssertionVectors",
        "certificates, CertificateVectors",
        "apdu-transcripts, ApduVectors",
        "webauthn-ceremonies, CeremonyVectors"
    })
    void schema_andRecord_haveTheSameFields(String file, String record) throws Exception {
        try (InputStream stream = Vectors.class.getResourceAsStream(file + ".schema.json")) {
            JsonNode schema = new ObjectMapper().readTree(stream);
            compare(schema, Class.forName("org.lanyard.vectors." + record));
        }
    }

    private static void compare(JsonNode schema, Class<?> record) throws IOException {
        assertFalse(schema.path("additionalProperties").asBoolean(true), record + " lets unknown fields pass");
        List<String> names = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
            names.add(name);
            JsonNode property = schema.path("properties").path(name);
            if (component.getType().isRecord()) {
                compare(property, component.getType());
            } else if (component.getGenericType() instanceof ParameterizedType list) {
                Type item = list.getActualTypeArguments()[0];
                if (item instanceof Class<?> type && type.isRecord()) {
                    compare(property.path("items"), type);
                }
            }
        }
        List<String> properties = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(properties::add);
        assertEquals(names, properties, record.getSimpleName());
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        assertTrue(required.containsAll(names), record + " has fields that the schema lets lack");
    }
}
