package org.lanyard.pki.http;

/** How a surface tells the outside that it refused: as OAuth's JSON, or as a page in plain words. */
@FunctionalInterface
public interface ErrorAnswer {
    /** Answers {@code exchange}; {@code failure} is whatever an endpoint threw and must not be shown. */
    void answer(Exchange exchange, Exception failure);
}
