package org.lanyard.pki.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One value of the file as one Java value; what does not fit is an IllegalArgumentException that says what would. */
final class Conversions {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Path folder;

    Conversions(Path folder) {
        this.folder = folder;
    }

    boolean knows(Class<?> type) {
        return type == String.class
                || type == boolean.class
                || type == Boolean.class
                || type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == double.class
                || type == Double.class
                || type == Duration.class
                || type == Path.class
                || type == URI.class
                || type.isEnum();
    }

    Object convert(JsonNode value, Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            require(value.isBoolean(), "true or false");
            return value.booleanValue();
        }
        if (type == int.class || type == Integer.class) {
            require(value.isIntegralNumber() && value.canConvertToInt(), "a whole number");
            return value.intValue();
        }
        if (type == long.class || type == Long.class) {
            require(value.isIntegralNumber() && value.canConvertToLong(), "a whole number");
            return value.longValue();
        }
        if (type == double.class || type == Double.class) {
            require(value.isNumber() && Double.isFinite(value.doubleValue()), "a number");
            return value.doubleValue();
        }
        require(value.isTextual(), "a string");
        String text = value.textValue();
        if (type == Duration.class) {
            return duration(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type == URI.class) {
            return uri(text);
        }
        return type.isEnum() ? constant(text, type) : text;
    }

    private static void require(boolean fits, String wanted) {
        if (!fits) {
            throw new IllegalArgumentException("must be " + wanted);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        require(matcher.matches(), "a time such as \"250ms\", \"15s\", \"10m\", \"8h\" or \"30d\"");
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private Path path(String text) {
        try {
            require(!text.isEmpty(), "a path");
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path", e);
        }
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a URI", e);
        }
        require(uri.isAbsolute(), "an absolute URI");
        return uri;
    }

    private static Object constant(String text, Class<?> type) {
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return constant;
            }
            known.add(name);
        }
        throw new IllegalArgumentException("must be one of " + String.join(", ", known)
                + Suggestions.nearest(text, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""));
    }
}
