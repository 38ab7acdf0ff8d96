package org.lanyard.vectors;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Where the vectors of a file come from.
 *
 * @param description one sentence: what they are for
 * @param source who or what made them: a generator's class, or the programs and versions that were recorded
 * @param date the day on which they were made (ISO 8601)
 */
public record Provenance(String description, String source, LocalDate date) {
    public Provenance {
        Require.text(description, "description");
        Require.text(source, "source");
        Objects.requireNonNull(date, "date");
    }
}
