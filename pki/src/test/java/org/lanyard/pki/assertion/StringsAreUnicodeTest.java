package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 8259 §8.2: surrogates come in pairs, in every name and every text, however deep")
class StringsAreUnicodeTest {
    private static void read(String json) throws AssertionException {
        // The tables of the test sources cannot hold half a pair: a backslash stands as an exclamation mark.
        Json.read(json.replace('!', '\\').getBytes(StandardCharsets.UTF_8), "a test", Rules.ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"!ud83d!ude00\"}",
                "{\"a\":\"x!ud83d!ude00!ud83d!ude00y\"}",
                "{\"!ud83d!ude00\":[\"!ud83d!ude00\",1,true]}",
                "{\"a\":{\"b\":\"!ud83d!ude00\"}}"
            })
    void pairs_areRead(String json) {
        assertDoesNotThrow(() -> read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"!ud83d\"}",
                "{\"a\":\"!ude00\"}",
                "{\"a\":\"!ud83dx\"}",
                "{\"a\":\"!ud83d!ud83d\"}",
                "{\"a\":\"!ude00!ude00\"}",
                "{\"a\":\"!ud83d!ude00!ude00\"}",
                "{\"a\":[1,\"!ud83d\"]}",
                "{\"a\":{\"b\":\"!ude00\"}}"
            })
    void halves_areRefused(String json) {
        assertEquals(
                Reason.NOT_UTF8,
                assertThrows(AssertionException.class, () -> read(json)).reason());
    }

    /** The parser itself takes no such name. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"!ud83d\":1}", "{\"a\":{\"!ude00\":1}}"})
    void halvesInNames_areRefused(String json) {
        assertThrows(AssertionException.class, () -> read(json));
    }
}
