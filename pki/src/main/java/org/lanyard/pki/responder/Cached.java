package org.lanyard.pki.responder;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * For how long something published may be kept by others, in HTTP's words (RFC 9111; RFC 5019 section 6).
 *
 * @param etag without quotes
 * @param from when it was made
 * @param until when it ends
 */
record Cached(String etag, Instant from, Instant until) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Writes the headers. */
    void into(HttpFields.Mutable headers, Instant now) {
        long left = Math.max(0, Duration.between(now, until).toSeconds());
        headers.put(HttpHeader.CACHE_CONTROL, "public, max-age=" + left + ", no-transform, must-revalidate");
        headers.put(HttpHeader.ETAG, '"' + etag + '"');
        headers.put(HttpHeader.LAST_MODIFIED, DATE.format(from));
        headers.put(HttpHeader.EXPIRES, DATE.format(until));
    }

    /**
     * Whether who asks has it already (RFC 9110 section 13.1): by its ETag, or where none is given by its date. What
     * cannot be read is left out, as that section wants it.
     */
    boolean isKnownTo(HttpFields headers) {
        List<String> tags = headers.getValuesList(HttpHeader.IF_NONE_MATCH);
        if (!tags.isEmpty()) {
            // Not by the server's reader of quoted lists, which refuses W/"…". Our own tags have no comma in them.
            return Arrays.stream(String.join(",", tags).split(","))
                    .map(String::trim)
                    .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                    .anyMatch(tag -> tag.equals("*") || tag.equals('"' + etag + '"'));
        }
        String since = headers.get(HttpHeader.IF_MODIFIED_SINCE);
        try {
            return since != null && !from.truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.from(DATE.parse(since)));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
