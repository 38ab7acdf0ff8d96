package org.lanyard.vectors;

import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Checks of the records' constructors: a vector that says nothing is a mistake, and fails whoever reads it. */
final class Require {
    private Require() {}

    static String text(String value, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    static String base64(String value, String what) {
        if (Base64.getDecoder().decode(text(value, what)).length == 0) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return value;
    }

    static String base64Url(String value, String what) {
        if (text(value, what).indexOf('=') >= 0 || Base64.getUrlDecoder().decode(value).length == 0) {
            throw new IllegalArgumentException(what + " is not base64url without padding");
        }
        return value;
    }

    static String hex(String value, int minBytes, String what) {
        if (HexFormat.of().parseHex(text(value, what)).length < minBytes
                || !value.equals(value.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(what + " is not hexadecimal in upper case, or too short");
        }
        return value;
    }

    /** A refused case has its reason, an accepted one has none. */
    static void outcome(boolean accepted, String reason, String id) {
        if (accepted != (reason == null)) {
            throw new IllegalArgumentException(id + ": a reason belongs to a refusal, and to nothing else");
        }
    }

    static <T> List<T> cases(List<T> cases, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        for (T one : cases) {
            if (!seen.add(text(id.apply(one), "id"))) {
                throw new IllegalArgumentException("The id " + id.apply(one) + " stands twice");
            }
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("No cases");
        }
        return List.copyOf(cases);
    }
}
