package org.lanyard.card.kiosk;

import java.time.Duration;
import java.util.Optional;

/**
 * The lease was renewed.
 *
 * @param idle how long the pupil has not used the session, where the server tells it
 */
public record LeaseNews(Duration lease, Optional<Duration> idle) {}
