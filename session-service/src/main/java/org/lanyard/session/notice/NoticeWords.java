package org.lanyard.session.notice;

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

/** The words of notices in one language. A key that it lacks is an error, not a fall-back to the other. */
final class NoticeWords {
    private static final Map<ContactLanguage, NoticeWords> ALL = new EnumMap<>(ContactLanguage.class);

    static {
        for (ContactLanguage language : ContactLanguage.values()) {
            ALL.put(language, new NoticeWords(load("notices_" + language.code() + ".properties")));
        }
    }

    private final Map<String, String> texts;

    private NoticeWords(Map<String, String> texts) {
        this.texts = texts;
    }

    static NoticeWords in(ContactLanguage language) {
        return ALL.get(language);
    }

    /** With {@code {0}} and {@code {1}} replaced in one pass: a value that looks like a place holder is left as it is. */
    String text(String key, String... values) {
        String pattern = texts.get(key);
        if (pattern == null) {
            throw new MissingResourceException("no such words: " + key, NoticeWords.class.getName(), key);
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open; (open = pattern.indexOf('{', from)) >= 0; from = open + 3) {
            filled.append(pattern, from, open).append(values[pattern.charAt(open + 1) - '0']);
        }
        return filled.append(pattern, from, pattern.length()).toString();
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(texts.keySet());
    }

    private static Map<String, String> load(String name) {
        Properties properties = new Properties();
        try (InputStream in = NoticeWords.class.getResourceAsStream(name);
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
