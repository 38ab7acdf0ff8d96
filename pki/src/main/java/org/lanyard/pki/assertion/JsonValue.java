package org.lanyard.pki.assertion;

import java.util.List;

/**
 * A JSON value as it was written: names that stand twice are kept twice, so that a rule can see them. Jackson's own
 * tree and Nimbus's maps have forgotten them by then.
 */
public sealed interface JsonValue {

    /** A string. */
    record Text(String value) implements JsonValue {}

    /** A number without fraction or exponent that fits 64 bits. */
    record Whole(long value) implements JsonValue {}

    /** An array. */
    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements JsonValue {}

    /** What no assertion has: null, a fraction, a huge number. */
    record Other(String kind) implements JsonValue {}

    /** One name and its value. */
    record Member(String name, JsonValue value) {}

    /** An object, its members in the order of the text. */
    record Members(List<Member> members) implements JsonValue {
        public Members {
            members = List.copyOf(members);
        }

        /** The value of the first member of this name, or null. */
        public JsonValue get(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return member.value();
                }
            }
            return null;
        }

        /** The string of this name, or null if it is absent or not a string. */
        public String text(String name) {
            return get(name) instanceof Text text ? text.value() : null;
        }

        /** The truth value of this name, or null if it is absent or not one. */
        public Boolean flag(String name) {
            return get(name) instanceof Flag flag ? flag.value() : null;
        }

        /** The whole number of this name, or null if it is absent or not one. */
        public Long whole(String name) {
            return get(name) instanceof Whole whole ? whole.value() : null;
        }
    }
}
