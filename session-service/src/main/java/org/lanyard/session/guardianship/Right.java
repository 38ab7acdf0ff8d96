package org.lanyard.session.guardianship;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a guardian may see of a child in the schools' services. Lanyard itself keeps none of it. */
public enum Right {
    ATTENDANCE,
    ATTAINMENT,
    HEALTH,
    MEALS,
    CONTACT;

    /** The word in the store and, later, in claims. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Comma list in the order of this enum; the empty string for no right. */
    static String join(Collection<Right> rights) {
        Set<Right> sorted = EnumSet.noneOf(Right.class);
        sorted.addAll(rights);
        return sorted.stream().map(Right::code).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException for a word that is no right */
    static Set<Right> split(String list) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (!list.isEmpty()) {
            for (String code : list.split(",", -1)) {
                rights.add(of(code));
            }
        }
        return rights;
    }

    private static Right of(String code) {
        for (Right right : values()) {
            if (right.code().equals(code)) {
                return right;
            }
        }
        throw new IllegalArgumentException("not a right");
    }
}
