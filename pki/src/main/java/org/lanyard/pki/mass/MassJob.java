package org.lanyard.pki.mass;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands in the store.
 *
 * @param total how many there were to change when it began
 * @param changed how many it has changed
 * @param cursor the last certificate that it looked at
 * @param approvedBy the second person, where one had to approve
 */
public record MassJob(
        String id,
        MassOrder order,
        long total,
        long changed,
        Cursor cursor,
        Instant createdAt,
        String createdBy,
        Optional<String> approvedBy,
        Optional<Instant> finishedAt) {
    /** A place in the order of the table's key. */
    record Cursor(String issuer, String serial) {
        static final Cursor START = new Cursor("", "");
    }
}
