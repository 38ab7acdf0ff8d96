package org.lanyard.session.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * Where somebody can be written to.
 *
 * @param address empty where the office took it out
 * @param language empty: in both
 * @param source {@code office}, or {@code roster:} and its source
 */
public record Contact(
        Optional<MailAddress> address, Optional<ContactLanguage> language, String source, Instant changedAt) {}
