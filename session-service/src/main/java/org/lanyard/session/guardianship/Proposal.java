package org.lanyard.session.guardianship;

import java.util.Objects;
import java.util.UUID;

/** A guardianship that somebody proposed and nobody has confirmed. */
public record Proposal(UUID id, UUID guardian, UUID child, GuardianshipKind kind, String source) {
    public Proposal {
        Objects.requireNonNull(id);
        Objects.requireNonNull(guardian);
        Objects.requireNonNull(child);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(source);
    }
}
