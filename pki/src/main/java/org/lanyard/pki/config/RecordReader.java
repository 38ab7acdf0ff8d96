package org.lanyard.pki.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Walks a table and a record's components side by side, and collects every problem instead of stopping at the first. */
final class RecordReader {
    private static final Object BROKEN = new Object();
    private static final int LONGEST_KEY = 100;

    private final Conversions conversions;
    private final List<String> problems;
    private final Map<String, String> tableOfKey = new TreeMap<>();

    RecordReader(Conversions conversions, List<String> problems, Record defaults) {
        this.conversions = conversions;
        this.problems = problems;
        collectKeys(defaults.getClass(), "");
    }

    /** The record, or something that is none if there are problems. */
    Object read(ObjectNode table, Record defaults) {
        return table(table, defaults.getClass(), defaults, "");
    }

    static String key(RecordComponent component) {
        StringBuilder key = new StringBuilder();
        for (char c : component.getName().toCharArray()) {
            if (Character.isUpperCase(c)) {
                key.append('-');
            }
            key.append(c);
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }

    private void collectKeys(Class<?> type, String table) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = table.isEmpty() ? key(component) : table + "." + key(component);
            tableOfKey.putIfAbsent(key(component), table);
            if (component.getType().isRecord()) {
                collectKeys(component.getType(), path);
            }
        }
    }

    private Object table(JsonNode node, Class<?> type, Object defaults, String path) {
        if (!(node instanceof ObjectNode table)) {
            problems.add(path + ": must be a table");
            return BROKEN;
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> known = Arrays.stream(components).map(RecordReader::key).toList();
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            if (!known.contains(entry.getKey())) {
                problems.add(unknown(entry.getKey(), known, path));
            }
        }
        Object[] values = new Object[components.length];
        boolean broken = false;
        for (int i = 0; i < components.length; i++) {
            values[i] = component(table.get(known.get(i)), components[i], defaults, join(path, known.get(i)));
            broken |= values[i] == BROKEN;
        }
        return broken ? BROKEN : construct(type, components, values, path);
    }

    private Object component(JsonNode node, RecordComponent component, Object defaults, String path) {
        Object byDefault = defaults == null ? absent(component.getGenericType()) : get(component, defaults);
        if (node != null) {
            return value(node, component.getGenericType(), byDefault, path);
        }
        if (byDefault == null) {
            problems.add(path + ": must be given");
            return BROKEN;
        }
        return byDefault;
    }

    private Object value(JsonNode node, Type type, Object defaults, String path) {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        if (raw == Optional.class) {
            Object inner = defaults instanceof Optional<?> optional ? optional.orElse(null) : null;
            Object read = value(node, argument(type, 0), inner, path);
            return read == BROKEN ? BROKEN : Optional.of(read);
        }
        if (raw == List.class || raw == Set.class) {
            return list(node, type, raw == Set.class, path);
        }
        if (raw == Map.class) {
            return map(node, type, path);
        }
        if (raw.isRecord()) {
            return table(node, raw, defaults == null ? ownDefaults(raw) : defaults, path);
        }
        if (!conversions.knows(raw)) {
            throw new IllegalStateException("No reader for " + raw + " at " + path);
        }
        try {
            return conversions.convert(node, raw);
        } catch (IllegalArgumentException e) {
            problems.add(path + ": " + e.getMessage());
            return BROKEN;
        }
    }

    private Object list(JsonNode node, Type type, boolean distinct, String path) {
        if (!node.isArray()) {
            problems.add(path + ": must be a list");
            return BROKEN;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(value(node.get(i), argument(type, 0), null, path + "[" + i + "]"));
        }
        if (values.contains(BROKEN)) {
            return BROKEN;
        }
        return distinct ? Collections.unmodifiableSet(new LinkedHashSet<>(values)) : List.copyOf(values);
    }

    private Object map(JsonNode node, Type type, String path) {
        if (!node.isObject()) {
            problems.add(path + ": must be a table");
            return BROKEN;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = join(path, shorten(entry.getKey()));
            values.put(entry.getKey(), value(entry.getValue(), argument(type, 1), null, key));
        }
        return values.containsValue(BROKEN) ? BROKEN : Collections.unmodifiableMap(values);
    }

    private String unknown(String key, List<String> known, String path) {
        String shown = shorten(key);
        Optional<String> near = Suggestions.nearest(shown, known);
        if (near.isPresent()) {
            return join(path, shown) + ": unknown key; did you mean " + near.get() + "?";
        }
        String table = tableOfKey.get(shown);
        if (table != null && !table.equals(path)) {
            String where = table.isEmpty() ? "the top of the file" : "[" + table + "]";
            return join(path, shown) + ": unknown key here; it belongs to " + where;
        }
        return join(path, shown) + ": unknown key; known here are " + String.join(", ", known);
    }

    private Object construct(Class<?> type, RecordComponent[] components, Object[] values, String path) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            // The record's own check: its message is written for whoever writes the file.
            problems.add((path.isEmpty() ? "" : path + ": ") + e.getCause().getMessage());
            return BROKEN;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static Object ownDefaults(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("defaults");
            method.setAccessible(true);
            return method.invoke(null);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ".defaults() cannot be called", e);
        }
    }

    /** What stands for a key without a default: nothing, but for the shapes that can be empty. */
    private static Object absent(Type type) {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        return raw == Optional.class ? Optional.empty() : null;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static String shorten(String key) {
        return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
