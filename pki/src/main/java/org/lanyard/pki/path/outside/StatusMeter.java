package org.lanyard.pki.path.outside;

/** Counts what outside authorities' answers came to. */
@FunctionalInterface
public interface StatusMeter {
    /** Where nobody counts. */
    StatusMeter NONE = (authority, outcome) -> {};

    /** What one asking came to. */
    enum Outcome {
        OCSP,
        LIST,
        LIST_DEGRADED,
        REVOKED,
        REFUSED
    }

    void count(String authority, Outcome outcome);
}
