package org.lanyard.session.people;

import java.util.Objects;
import java.util.UUID;

/** A class of a school, as its pupils know it ("Dosbarth Derwen"). */
public record SchoolClass(UUID id, UUID school, String name) {
    public SchoolClass {
        Objects.requireNonNull(id);
        Objects.requireNonNull(school);
        Objects.requireNonNull(name);
    }
}
