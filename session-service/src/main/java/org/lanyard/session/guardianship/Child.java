package org.lanyard.session.guardianship;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A child that a guardian may see now. Only {@link Guardianships} makes one: to hold a {@code Child} is to have had the
 * question answered with yes, for the guardian and the moment that were asked about.
 */
public final class Child {
    private final UUID id;
    private final String givenName;
    private final String familyName;
    private final GuardianshipKind kind;
    private final Set<Right> rights;

    Child(UUID id, String givenName, String familyName, GuardianshipKind kind, Set<Right> rights) {
        this.id = Objects.requireNonNull(id);
        this.givenName = Objects.requireNonNull(givenName);
        this.familyName = Objects.requireNonNull(familyName);
        this.kind = Objects.requireNonNull(kind);
        Set<Right> sorted = EnumSet.noneOf(Right.class);
        sorted.addAll(rights);
        this.rights = Collections.unmodifiableSet(sorted);
    }

    public UUID id() {
        return id;
    }

    public String givenName() {
        return givenName;
    }

    public String fullName() {
        return givenName + " " + familyName;
    }

    public GuardianshipKind kind() {
        return kind;
    }

    /** In the order of the enum; never empty. */
    public Set<Right> rights() {
        return rights;
    }

    /** Names of children do not belong in logs. */
    @Override
    public String toString() {
        return "Child[" + id + "]";
    }
}
