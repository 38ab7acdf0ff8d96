package org.lanyard.dist.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.dist.serve.ServeConfig;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.testing.Transcript;

@DisplayName("README.md, the keys of lanyard.toml")
class ConfigurationReferenceTest {
    private static final Path FILE = Path.of("/srv/lanyard/lanyard.toml");

    private static String block() throws Exception {
        Matcher block = Pattern.compile("```toml\\n(.*?)```", Pattern.DOTALL)
                .matcher(Transcript.section(ReadmeIT.readme(), "On a real server"));
        block.find();
        return block.group(1);
    }

    @Test
    @DisplayName("the values shown are the defaults")
    void values() throws Exception {
        assertEquals(
                ServeConfig.defaults(FILE.getParent()),
                Toml.parse(block(), FILE, ServeConfig.defaults(FILE.getParent())));
        assertEquals(
                ServeConfig.defaults(FILE.getParent()),
                Toml.parse(block(), FILE, ServeConfig.defaults(Path.of("/elsewhere"))),
                "a key is missing that has a file as its value");
    }

    @Test
    @DisplayName("every key is shown, those without a default as a comment, and no other")
    void keys() throws Exception {
        Set<String> shown = new TreeSet<>();
        JsonNode all = new TomlMapper().readTree(block().replaceAll("(?m)^# ([a-z-]+ = )", "$1"));
        keysOf(all, "", shown);
        Set<String> there = new TreeSet<>();
        keysOf(ServeConfig.class, "", there);
        assertEquals(there, shown);
    }

    private static void keysOf(JsonNode table, String prefix, Set<String> keys) {
        table.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                keysOf(entry.getValue(), prefix + entry.getKey() + ".", keys);
            } else {
                keys.add(prefix + entry.getKey());
            }
        });
    }

    private static void keysOf(Class<?> type, String prefix, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Class<?> value = valueOf(component);
            if (value.isRecord()) {
                keysOf(value, name + ".", keys);
            } else {
                keys.add(name);
            }
        }
    }

    private static Class<?> valueOf(RecordComponent component) {
        Type generic = component.getGenericType();
        if (generic instanceof java.lang.reflect.ParameterizedType optional
                && optional.getActualTypeArguments()[0] instanceof Class<?> inner) {
            return inner;
        }
        return component.getType();
    }
}
