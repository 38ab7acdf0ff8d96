package org.lanyard.session.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;

/** The words of the pages. A key that a language lacks is an error, not a fall-back to the other language. */
public final class Messages {
    private static final Map<Language, Messages> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Messages(load("messages_" + language.code() + ".properties")));
        }
    }

    private final Map<String, String> texts;

    private Messages(Map<String, String> texts) {
        this.texts = texts;
    }

    static Messages in(Language language) {
        return ALL.get(language);
    }

    /**
     * The text of a key; {@code {0}}, {@code {1}} … are replaced by the values. What comes back is text, not HTML: the
     * templates escape it.
     */
    public String text(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new MissingResourceException("no such message: " + key, Messages.class.getName(), key);
        }
        return values.length == 0 ? text : fill(text, values);
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(texts.keySet());
    }

    /** One pass over the pattern, so that a value that looks like a place holder is left as it is. */
    private static String fill(String pattern, Object[] values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open; (open = pattern.indexOf('{', from)) >= 0; ) {
            int close = pattern.indexOf('}', open);
            filled.append(pattern, from, open).append(values[Integer.parseInt(pattern, open + 1, close, 10)]);
            from = close + 1;
        }
        return filled.append(pattern, from, pattern.length()).toString();
    }

    private static Map<String, String> load(String name) {
        Properties properties = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return Map.copyOf(texts);
    }
}
