package org.lanyard.session.people;

import java.util.Objects;
import java.util.UUID;

public record School(UUID id, String name, Status status) {
    public School {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
    }
}
